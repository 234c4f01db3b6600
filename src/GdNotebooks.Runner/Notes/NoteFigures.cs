using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>Brings the figures that notes name to where they name them, and says of each what became of it.</summary>
/// <param name="folder">The notes.</param>
/// <param name="known">Every figure that the workbook announces.</param>
/// <param name="formats">Makes the files.</param>
internal sealed class NoteFigures(NoteFolder folder, IReadOnlyList<KnownFigure> known, FigureFormats formats)
{
    private const int MostRows = 40;

    private readonly List<(WantedFigure Wanted, string Became, bool IsFault)> _rows = [];
    private readonly Dictionary<string, NamedFigure> _drawn = [];
    private readonly Dictionary<(NamedFigure, string), byte[]> _made = [];

    // The names that notes want, by the notebook that makes them.
    private readonly Lazy<ILookup<string, string>> _wanted = new(() =>
    {
        var named = folder.Wanted.Where(IsMade).Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return known.Where(figure => named.Contains(figure.Name)).ToLookup(figure => figure.Notebook.Path, figure => figure.Name);
    });

    /// <summary>Whether a note could not be given what it names.</summary>
    public bool SomethingWrong => folder.Unread.Count > 0 || _rows.Exists(row => row.IsFault);

    /// <summary>Whether a notebook makes a figure that a note names.</summary>
    public bool IsNeeded(Notebook notebook) => !HasAll(notebook, []);

    /// <summary>Whether these figures of a notebook are all of it that notes name.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="drawn">The names of figures, as its cells give them.</param>
    public bool HasAll(Notebook notebook, IEnumerable<string> drawn) => _wanted.Value[notebook.Path].Except(drawn.Select(figure => KnownFigures.NameOf(notebook, figure))).FirstOrDefault() is null;

    /// <summary>Takes the figures of a notebook that has run.</summary>
    public void Take(NotebookResult result)
    {
        foreach (var (_, figure) in result.Figures)
        {
            _drawn[KnownFigures.NameOf(result.Notebook, figure.Name)] = figure;
        }
    }

    /// <summary>Writes what has changed, and leaves everything else as it is, to the byte and the hour.</summary>
    /// <exception cref="OperationCanceledException">Stopped between two files.</exception>
    public async Task WriteAsync(CancellationToken cancel)
    {
        var names = known.Select(figure => figure.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var one in folder.Wanted)
        {
            cancel.ThrowIfCancellationRequested();
            if (!names.Contains(one.Name))
            {
                if (LooksLikeOurs(one.Name) && KnownFigures.Nearest(one.Name, names) is { Count: > 0 } nearest)
                {
                    _rows.Add((one, $"no figure has this name; {string.Join(" or ", nearest)}?", true));
                }
            }
            else if (one.File is null)
            {
                _rows.Add((one, "refused: it leads out of the folder of the notes; --for may name a folder that holds both", true));
            }
            else if (one.Format.Length == 0)
            {
                _rows.Add((one, $"not made: it has no ending, such as {one.Name}.svg", true));
            }
            else if (!IsMade(one))
            {
                _rows.Add((one, $"not made: a figure is {CommandLine.Either(FigureFormats.All)}, not {one.Format}", true));
            }
            else if (!_drawn.TryGetValue(one.Name, out var figure))
            {
                _rows.Add((one, "not drawn: its notebook did not come so far", true));
            }
            else
            {
                try
                {
                    _rows.Add((one, await PutAsync(one.File, one.Format, figure, cancel).ConfigureAwait(false), false));
                }
                catch (Exception e) when (CommandLine.IsForTheUser(e))
                {
                    _rows.Add((one, e.Message, true));
                }
            }
        }
    }

    /// <summary>A row for each figure in each note; where there are many, for those of which there is something to say.</summary>
    public void WriteTable(IAnsiConsole console)
    {
        var shown = _rows.Count <= MostRows ? _rows : [.. _rows.Where(row => row.Became != "same")];
        if (shown.Count > 0)
        {
            var table = CommandLine.TableOn(console);
            table.AddColumns("note", "figure", "");
            foreach (var (one, became, isFault) in shown)
            {
                table.AddRow(new Text(Printable.Of(one.Note)), new Text(Printable.Of(one.Target)), new Text(Printable.Of(became), isFault ? Color.Red : became == "same" ? Style.Plain : Color.Green));
            }

            console.Write(table);
        }

        foreach (var (note, why) in folder.Unread)
        {
            console.Profile.Out.Writer.WriteLine(Printable.Of($"{note} cannot be read: {why}."));
        }

        console.WriteLine(FormattableString.Invariant(
            $"{folder.NoteCount} {(folder.NoteCount == 1 ? "note names" : "notes name")} {_rows.Count} figure{(_rows.Count == 1 ? "" : "s")}: {Count("new")} new, {Count("changed")} changed, {Count("same")} the same, {_rows.Count(row => row.IsFault)} not written."));
    }

    private int Count(string became) => _rows.Count(row => row.Became == became);

    private static bool IsMade(WantedFigure one) => one.File is not null && FigureFormats.All.Contains(one.Format);

    /// <summary>Two digits and a dash begin the names of the workbook's figures. Anything else is somebody else's.</summary>
    private static bool LooksLikeOurs(string name) => name.Length > 3 && char.IsAsciiDigit(name[0]) && char.IsAsciiDigit(name[1]) && name[2] == '-';

    private async Task<string> PutAsync(string file, string format, NamedFigure figure, CancellationToken cancel)
    {
        if (!_made.TryGetValue((figure, format), out byte[]? bytes))
        {
            _made[(figure, format)] = bytes = await formats.BytesAsync(figure, format, cancel).ConfigureAwait(false);
        }

        bool isThere = File.Exists(file);
        if (isThere && IsSame(file, bytes))
        {
            return "same";
        }

        WholeFile.Write(file, bytes);
        return isThere ? "changed" : "new";
    }

    /// <summary>Whether that is in the file already; what cannot be read, as a link that leads nowhere, is something else.</summary>
    private static bool IsSame(string file, byte[] bytes)
    {
        try
        {
            return WholeFile.Read(file).AsSpan().SequenceEqual(bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
