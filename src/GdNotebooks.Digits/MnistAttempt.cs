using System.Diagnostics;
using static System.FormattableString;

namespace GdNotebooks;

/// <summary>One attempt at getting one file: counts the bytes, and ends it when they stop coming or do not stop.</summary>
internal sealed class MnistAttempt(MnistFile file, DownloadLimits limits, IProgress<MnistProgress>? progress, Action heard)
{
    // Packed, a file is shorter than unpacked; what gzip adds to bytes that it cannot shorten is far less than this.
    private readonly long _atMost = file.Length + (1 << 20);
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private long _before;
    private long _received;

    /// <summary>How long the file is as it comes, if the source says so.</summary>
    public long? Size { get; private set; }

    /// <summary>Whether this attempt went on where an earlier one stopped.</summary>
    public bool Resumed => _before > 0;

    /// <summary>The source answers, if with nothing but an error.</summary>
    public void Heard() => heard();

    /// <summary>The source begins to send.</summary>
    /// <param name="size">The length of the whole file, as far as it is known.</param>
    /// <param name="there">How much of it is there from an earlier attempt.</param>
    /// <exception cref="MnistSourceException">That is longer than the file can be.</exception>
    public void Answered(long? size, long there = 0)
    {
        (Size, _before, _received) = (size, there, there);
        ExpectAtMost(size ?? 0);
        Report();
    }

    /// <summary>Copies what the source sends.</summary>
    /// <exception cref="MnistSourceException">It sends nothing for too long, or too much, or breaks off.</exception>
    public async Task CopyAsync(Stream source, Stream target, CancellationToken stop)
    {
        var buffer = new byte[1 << 16];
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(stop);
        while (true)
        {
            silence.CancelAfter(limits.Silence);
            int read;
            try
            {
                read = await source.ReadAsync(buffer, silence.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw new MnistSourceException(Invariant($"nothing more came for {limits.Silence.TotalSeconds:0.#} seconds")) { MayPass = true };
            }
            catch (IOException fault)
            {
                throw new MnistSourceException("the connection broke off", fault) { MayPass = true };
            }

            if (read == 0)
            {
                return;
            }

            ExpectAtMost(_received + read);
            try
            {
                await target.WriteAsync(buffer.AsMemory(0, read), stop).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                throw new IOException($"{file.PackedName} cannot be written: {fault.Message}", fault);
            }

            _received += read;
            Report();
        }
    }

    private void Report() => progress?.Report(
        new(file.Name, _received, Size, (_received - _before) / Math.Max(_time.Elapsed.TotalSeconds, 1e-3)));

    private void ExpectAtMost(long bytes)
    {
        if (bytes > _atMost)
        {
            throw new MnistSourceException(Invariant($"it sends {bytes:N0} bytes or more, and the file has less than {_atMost:N0}"));
        }
    }
}
