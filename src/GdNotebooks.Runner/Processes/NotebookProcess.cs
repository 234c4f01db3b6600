using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GdNotebooks.Runner;

/// <summary>
/// Runs a notebook in a process of its own, so that whatever a cell does to its process is its own notebook's
/// trouble only.
/// </summary>
internal sealed class NotebookProcess
{
    private const int MostStrayText = 4000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly Notebook _notebook;
    private readonly RunSettings _settings;
    private readonly Action<NotebookCell> _onCell;
    private readonly List<CellResult> _cells = [];
    private readonly StringBuilder _stray = new();
    private readonly string _token = Guid.NewGuid().ToString("N");
    private Failure? _failure;

    private NotebookProcess(Notebook notebook, RunSettings settings, Action<NotebookCell> onCell) =>
        (_notebook, _settings, _onCell) = (notebook, settings, onCell);

    /// <summary>Runs a notebook from its first cell to its last or to the first that fails.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="packages">The assemblies behind each package that it asks for.</param>
    /// <param name="settings">Limits and data.</param>
    /// <param name="onCell">Told of each cell that begins.</param>
    /// <param name="cancel">Stops the process.</param>
    public static async Task<NotebookResult> RunAsync(
        Notebook notebook,
        IReadOnlyDictionary<string, IReadOnlyList<string>> packages,
        RunSettings settings,
        Action<NotebookCell> onCell,
        CancellationToken cancel)
    {
        var run = new NotebookProcess(notebook, settings, onCell);
        var watch = Stopwatch.StartNew();
        var outcome = await run.RunAsync(packages, cancel).ConfigureAwait(false);
        return new NotebookResult(notebook, outcome, run._cells, watch.Elapsed.TotalSeconds, run._failure);
    }

    private async Task<Outcome> RunAsync(IReadOnlyDictionary<string, IReadOnlyList<string>> packages, CancellationToken cancel)
    {
        if (_notebook.Cells.Count == 0)
        {
            return Outcome.Passed;
        }

        using var process = new Process { StartInfo = HowToStart() };
        process.Start();
        ProcessGroup.Begin(process);
        var errors = new FrameReader(process.StandardError, _token, AddStray).NextAsync(CancellationToken.None);
        try
        {
            await process.StandardInput.WriteLineAsync(_token.AsMemory(), cancel).ConfigureAwait(false);
            await process.StandardInput.FlushAsync(cancel).ConfigureAwait(false);
            await FollowAsync(process, new CellCompiler(_notebook.Folder, packages), errors, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Fail("Stopped", "The run was stopped.");
            return Outcome.Stopped;
        }
        catch (IOException)
        {
            Fail("ProcessEnded", HowItEnded(process));
        }
        finally
        {
            ProcessGroup.End(process, _token);
            foreach (var cell in _cells)
            {
                cell.EndText();
            }
        }

        return _failure is null ? Outcome.Passed : Outcome.Failed;
    }

    private async Task FollowAsync(Process process, CellCompiler compiler, Task errors, CancellationToken cancel)
    {
        using var tooLong = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        tooLong.CancelAfter(StartLimit);

        // A process that a cell started may hold the pipes open for longer than the cell's own process lives.
        var exit = process.WaitForExitAsync(tooLong.Token);
        _ = exit.ContinueWith(_ => tooLong.CancelAfter(EndLimit), tooLong.Token, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        int finished = 0;
        var frames = new FrameReader(process.StandardOutput, _token, AddStray);
        try
        {
            // While a cell runs, the next one is compiled.
            var compiling = CompileAsync(compiler, 0);
            for (; finished < _notebook.Cells.Count && _failure is null && !HasEnough; finished++)
            {
                var compiled = await compiling.WaitAsync(tooLong.Token).ConfigureAwait(false);
                compiling = CompileAsync(compiler, finished + 1);
                if (compiled!.Failure is { } wrong)
                {
                    Take(new CellStarted(wrong.Cell));
                    Take(wrong);
                }
                else if (!await RunAsync(process, frames, compiled, tooLong).ConfigureAwait(false))
                {
                    break;
                }
                else if (!exit.IsCompleted)
                {
                    // Between the cells, and after the last one, there is nothing of the user's that could take long.
                    tooLong.CancelAfter(StartLimit);
                }
            }
        }
        catch (OperationCanceledException) when (exit.IsCompletedSuccessfully)
        {
            // Nothing more comes: what is said below about a process that has ended holds.
        }
        catch (OperationCanceledException)
        {
            await TakeWhatWasSaidAsync(process, frames).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
            Fail("Timeout", _cells.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"The notebook's process did not start within {StartLimit.TotalSeconds:0} s.")
                : string.Create(CultureInfo.InvariantCulture, $"The cell was stopped: it ran longer than the {_settings.CellLimit.TotalSeconds:0.###} s that --timeout allows a cell."));
            return;
        }

        if (finished < _notebook.Cells.Count && _failure is null && !HasEnough)
        {
            await Task.WhenAny(Task.WhenAll(exit, errors), Task.Delay(EndLimit, cancel)).ConfigureAwait(false);
            Fail("ProcessEnded", HowItEnded(process));
        }
    }

    /// <summary>Has the process run a cell, and takes what it puts out.</summary>
    /// <returns>Whether the cell came to an end; if not, the process did.</returns>
    private async Task<bool> RunAsync(Process process, FrameReader frames, CompiledCell compiled, CancellationTokenSource tooLong)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(compiled.Job! with { Form = _settings.Form }, FrameJson.Default.JobCell).AsMemory(), tooLong.Token).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(tooLong.Token).ConfigureAwait(false);
        while (await frames.NextAsync(tooLong.Token).ConfigureAwait(false) is { } json)
        {
            var frame = JsonSerializer.Deserialize(json, FrameJson.Default.Frame)!;
            Take(frame);
            if (frame is CellStarted)
            {
                _cells[^1].Warnings.AddRange(compiled.Warnings);
                tooLong.CancelAfter(_settings.CellLimit);
            }
            else if (frame is CellFinished)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the cells that have ended have shown all that is wanted.</summary>
    private bool HasEnough => _settings.IsEnough(_notebook, _cells.SelectMany(cell => cell.Figures).Select(figure => figure.Name));

    /// <summary>Compiles a cell; null after the last one.</summary>
    private async Task<CompiledCell?> CompileAsync(CellCompiler compiler, int index) =>
        index < _notebook.Cells.Count ? await Task.Run(() => compiler.Compile(_notebook.Cells[index])).ConfigureAwait(false) : null;

    /// <summary>Tells the process that nobody wants more, and takes what its cell had put out by then.</summary>
    private async Task TakeWhatWasSaidAsync(Process process, FrameReader frames)
    {
        using var enough = new CancellationTokenSource(EndLimit);
        try
        {
            process.StandardInput.Close();
            while (await frames.NextAsync(enough.Token).ConfigureAwait(false) is { } json)
            {
                var frame = JsonSerializer.Deserialize(json, FrameJson.Default.Frame)!;
                if (frame is TextWritten or ObjectShown)
                {
                    Take(frame);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It does not answer any more: what it said before is all there is.
        }
    }

    private void Take(Frame frame)
    {
        switch (frame)
        {
            case CellStarted:
                _cells.Add(new CellResult(frame.Cell));
                _onCell(_notebook.Cells[frame.Cell - 1]);
                break;
            case TextWritten text:
                _cells[^1].Add(text);
                break;
            case ObjectShown shown:
                _cells[^1].Add(shown);
                break;
            case CellFailed failed:
                bool outOfMemory = failed.Name == typeof(OutOfMemoryException).FullName;
                Fail(failed.Name, outOfMemory ? OutOfMemory : failed.Message, failed.Places.Count > 0 ? failed.Places[0] : null, failed.Stack);
                _failure = _notebook.Cells[failed.Cell - 1].MayRaise ? null : _failure;
                break;
            case CellFinished done:
                _cells[^1].Seconds = done.Seconds;
                _cells[^1].EndText();
                break;
        }
    }

    private void Fail(string name, string message, CellPlace? place = null, string? stack = null)
    {
        string? line = place is null ? null : _notebook.Cells[place.Cell - 1].Source.Split('\n').ElementAtOrDefault(place.Line - 1)?.Trim();
        var cell = _cells.LastOrDefault();
        _failure = new Failure(cell?.Number, place, line, stack is null ? message : $"{name[(name.LastIndexOf('.') + 1)..]}: {message}", stack);
        cell?.Add(_failure, name, message);
    }

    private string OutOfMemory =>
        string.Create(CultureInfo.InvariantCulture, $"The cell used up the {_settings.MemoryLimit} MiB that --memory allows a notebook.");

    private string HowItEnded(Process process)
    {
        lock (_stray)
        {
            string text = _stray.ToString();
            return _cells.Count == 0 ? $"The notebook's process did not start: {text.Split('\n')[0]}"
                : text.Contains("Stack overflow", StringComparison.Ordinal) ? "The cell overflowed the stack, which ended the notebook's process: look for a method that calls itself without end."
                : text.IndexOf("Unhandled exception. ", StringComparison.Ordinal) is >= 0 and var at
                    ? $"An exception that nothing caught, thrown outside the cell's own flow, ended the notebook's process: {text[(at + 21)..].Split('\n')[0]}"
                : text.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || text.Contains("OutOfMemory", StringComparison.Ordinal)
                    ? OutOfMemory
                : string.Create(CultureInfo.InvariantCulture, $"The cell ended the notebook's process{(process.HasExited ? $", with exit code {process.ExitCode}" : "")}.");
        }
    }

    private void AddStray(string? line)
    {
        lock (_stray)
        {
            if (line is not null && _stray.Length < MostStrayText)
            {
                // Lines of Windows end with a carriage return too.
                _stray.Append(line.AsSpan(0, Math.Min(line.Length, MostStrayText)).TrimEnd('\r')).Append('\n');
            }
        }
    }

    private ProcessStartInfo HowToStart()
    {
        // Published with .NET inside, this program starts itself: there is no dotnet beside it.
        var start = File.Exists(DotNet.Executable)
            ? new ProcessStartInfo(DotNet.Executable, ["exec", typeof(NotebookProcess).Assembly.Location, NotebookHost.Argument])
            : new ProcessStartInfo(Environment.ProcessPath!, [NotebookHost.Argument]);
        Prepare(start);
        return start;
    }

    private void Prepare(ProcessStartInfo start)
    {
        start.WorkingDirectory = _notebook.Folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardInputEncoding = new UTF8Encoding(false);
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment["DOTNET_GCHeapHardLimit"] = ((long)_settings.MemoryLimit << 20).ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0"; // both save work that pays off in longer lives only
        start.Environment["GDNOTEBOOKS_HEADLESS"] = "1";
        start.Environment[ProcessGroup.MarkVariable] = _token;
        if (_settings.DataFolder is not null)
        {
            start.Environment[DigitFolders.VariableName] = _settings.DataFolder;
        }
    }
}
