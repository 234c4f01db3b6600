using static System.FormattableString;

namespace GdNotebooks;

/// <summary>
/// Gets the files of MNIST into a folder. A file comes in beside, under its name and <c>.part</c>; only when
/// every byte is right is it renamed, so that under its own name it is whole or not there.
/// </summary>
internal sealed class MnistDownload(
    IReadOnlyList<MnistFile> files,
    string folder,
    IReadOnlyList<MnistSource> sources,
    DownloadLimits limits,
    IProgress<MnistProgress>? progress = null,
    bool replace = false) : IDisposable
{
    private readonly CancellationTokenSource _noAnswer = new();
    private bool _answered;

    public async Task RunAsync(CancellationToken stop)
    {
        using var tooLong = new CancellationTokenSource(limits.Total);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stop, tooLong.Token, _noAnswer.Token);
        try
        {
            using var alone = Lock();
            await CheckNothingIsLostAsync(any.Token).ConfigureAwait(false);
            foreach (var file in files)
            {
                await GetAsync(file, any.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw _noAnswer.IsCancellationRequested
                ? Failure(Invariant($"no server answered within {limits.FirstAnswer.TotalSeconds:0.#} seconds"))
                : Failure(Invariant($"it took longer than {limits.Total.TotalMinutes:0.#} minutes; the next download goes on where this one stopped"));
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"The folder {folder} cannot be written to ({fault.Message}): name another one for MNIST.", fault);
        }
    }

    public void Dispose()
    {
        _noAnswer.Dispose();
        foreach (var source in sources)
        {
            (source as IDisposable)?.Dispose();
        }
    }

    /// <summary>Whole files of other data are somebody's: none is replaced unasked, and nothing is put beside some of them.</summary>
    private async Task CheckNothingIsLostAsync(CancellationToken stop)
    {
        foreach (var file in replace ? [] : files)
        {
            if (await Mnist.CheckAsync(file, folder, stop).ConfigureAwait(false) is { IsOther: true } other)
            {
                throw new IOException(
                    $"MNIST was not put into {folder}, for that holds other data: {other}. Name another folder for MNIST, or say that this data may be replaced (--replace; in a notebook replace: true).");
            }
        }
    }

    private async Task GetAsync(MnistFile file, CancellationToken stop)
    {
        if (await Mnist.CheckAsync(file, folder, stop).ConfigureAwait(false) is { IsRight: true, Path: { } there })
        {
            var length = new FileInfo(there).Length;
            progress?.Report(new(file.Name, length, length, 0, "is there already"));
            return;
        }

        var path = Path.Combine(folder, file.PackedName);
        try
        {
            var part = new FileStream(path + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            await using (part.ConfigureAwait(false))
            {
                // A download that was ended between the last byte and the renaming has nothing left to fetch.
                if (part.Length == 0 || await file.FaultAsync(part, stop).ConfigureAwait(false) is not null)
                {
                    await FetchAsync(file, part, stop).ConfigureAwait(false);
                }

                part.Flush(flushToDisk: true);
            }

            File.Move(path + ".part", path, overwrite: true);
        }
        finally
        {
            if (new FileInfo(path + ".part") is { Exists: true, Length: 0 } empty)
            {
                empty.Delete();
            }
        }
    }

    /// <summary>Asks one source after the other, each until it has brought every byte or there is no more hope of it.</summary>
    private async Task FetchAsync(MnistFile file, FileStream part, CancellationToken stop)
    {
        if (!_answered)
        {
            _noAnswer.CancelAfter(limits.FirstAnswer);
        }

        var faults = new List<string>();
        foreach (var source in sources)
        {
            var (attempts, most, pause) = (0, 0L, limits.Pause);
            while (true)
            {
                try
                {
                    await AttemptAsync(file, source, part, stop).ConfigureAwait(false);
                    return;
                }
                catch (MnistSourceException fault)
                {
                    // As long as more comes each time, the attempts are not used up.
                    (attempts, pause) = part.Length > most + (1 << 16) ? (1, limits.Pause) : (attempts + 1, pause);
                    most = Math.Max(most, part.Length);
                    var wait = fault.After > pause ? fault.After.Value : pause;
                    var offline = fault.NoConnection && !_answered;
                    if (!fault.MayPass || attempts >= (offline ? 2 : limits.Attempts) || wait > limits.LongestPause)
                    {
                        faults.Add($"{source.Name}: {fault.Message}");
                        if (!fault.MayPass)
                        {
                            part.SetLength(0);
                        }

                        break;
                    }

                    pause *= 2;
                    progress?.Report(new(file.Name, part.Length, null, 0, Invariant($"is tried again in {wait.TotalSeconds:0.#} s: {fault.Message}")));
                    await Task.Delay(wait, stop).ConfigureAwait(false);
                }
            }
        }

        throw Failure($"{file.PackedName} could not be had from {string.Join("; nor from ", faults)}");
    }

    private async Task AttemptAsync(MnistFile file, MnistSource source, FileStream part, CancellationToken stop)
    {
        var attempt = new MnistAttempt(file, limits, progress, heard: Answered);
        await source.FetchAsync(file, part, attempt, stop).ConfigureAwait(false);
        part.Position = 0;
        if (await file.FaultAsync(part, stop).ConfigureAwait(false) is not { } fault)
        {
            return;
        }

        // Joined from two attempts, perhaps at two mirrors that pack differently, it may be wrong though the
        // server is right; and where a server does not say how much it sends, the end may be missing.
        var mayPass = attempt.Resumed || attempt.Size is null;
        if (attempt.Resumed)
        {
            part.SetLength(0);
        }

        throw new MnistSourceException("what came " + fault.What) { MayPass = mayPass };
    }

    private void Answered()
    {
        _answered = true;
        _noAnswer.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>One download at a time writes into a folder.</summary>
    private FileStream Lock()
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, ".download"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault)
        {
            // What Windows, Linux and macOS say when another process has the file.
            throw new IOException(
                (fault.HResult & 0xffff) is 32 or 11 or 35
                    ? $"Another download into {folder} is running: let it finish."
                    : $"MNIST cannot be put into {folder}: {fault.Message}",
                fault);
        }
    }

    private IOException Failure(string reason) => new(
        $"MNIST could not be downloaded: {reason}. " +
        (sources.All(source => source is MnistFolder) ? "Name a folder or a mirror that has the four files, or neither for the public mirrors" : "Check the network and its proxy, or name a mirror or a folder that has it") +
        "; until then everything works on the synthetic digits.");
}
