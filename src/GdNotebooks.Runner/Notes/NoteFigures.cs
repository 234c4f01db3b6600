using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>Brings the figures that notes name to where they name them, and says of each what became of it.</summary>
/// <param name="folder">The notes.</param>
/// <param name="known">Every figure that the workbook announces.</param>
/// <param name="browser">Draws what is no SVG; asked for when first needed.</param>
internal sealed class NoteFigures(NoteFolder folder, IReadOnlyList<KnownFigure> known, Func<Browser> browser)
{
    private const int MostRows = 40;
    private static readonly string[] Formats = ["svg", "png", "pdf"];

    private readonly List<(WantedFigure Wanted, string Became, bool IsFault)> _rows = [];
    private readonly Dictionary<string, NamedFigure> _drawn = [];
    private readonly Dictionary<(string, string), byte[]> _made = [];
    private readonly List<WantedFigure> _wanted = [.. folder.Wanted()];

    /// <summary>Whether a note could not be given what it names.</summary>
    public bool SomethingWrong => _rows.Exists(row => row.IsFault);

    /// <summary>Whether a notebook makes a figure that a note names.</summary>
    public bool IsNeeded(Notebook notebook)
    {
        var names = known.Where(figure => figure.Notebook.Path == notebook.Path).Select(figure => figure.Name).ToHashSet(StringComparer.Ordinal);
        return _wanted.Exists(wanted => IsMade(wanted) && names.Contains(wanted.Name));
    }

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
        foreach (var wanted in _wanted)
        {
            cancel.ThrowIfCancellationRequested();
            if (!names.Contains(wanted.Name))
            {
                if (LooksLikeOurs(wanted.Name) && KnownFigures.Nearest(wanted.Name, names) is { Count: > 0 } nearest)
                {
                    _rows.Add((wanted, $"no figure has this name; {string.Join(" or ", nearest)}?", true));
                }
            }
            else if (wanted.File is null)
            {
                _rows.Add((wanted, "refused: it leads out of the folder of the notes", true));
            }
            else if (!IsMade(wanted))
            {
                _rows.Add((wanted, $"not made: a figure is {string.Join(", ", Formats[..^1])} or {Formats[^1]}, not {wanted.Format}", true));
            }
            else if (!_drawn.TryGetValue(wanted.Name, out var figure))
            {
                _rows.Add((wanted, "not drawn: its notebook did not come so far", true));
            }
            else
            {
                try
                {
                    _rows.Add((wanted, await PutAsync(wanted.File, wanted.Format, figure, cancel).ConfigureAwait(false), false));
                }
                catch (UserException e)
                {
                    _rows.Add((wanted, e.Message, true));
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
            foreach (var (wanted, became, isFault) in shown)
            {
                table.AddRow(new Text(wanted.Note), new Text(wanted.Target), new Text(became, isFault ? Color.Red : became == "same" ? Style.Plain : Color.Green));
            }

            console.Write(table);
        }

        console.WriteLine(FormattableString.Invariant(
            $"{folder.NoteCount} notes name {_rows.Count} figures: {Count("new")} new, {Count("changed")} changed, {Count("same")} the same, {_rows.Count(row => row.IsFault)} not written."));
    }

    private int Count(string became) => _rows.Count(row => row.Became == became);

    private static bool IsMade(WantedFigure wanted) => wanted.File is not null && Formats.Contains(wanted.Format);

    /// <summary>Two digits and a dash begin the names of the workbook's figures. Anything else is somebody else's.</summary>
    private static bool LooksLikeOurs(string name) => name.Length > 3 && char.IsAsciiDigit(name[0]) && char.IsAsciiDigit(name[1]) && name[2] == '-';

    private async Task<string> PutAsync(string file, string format, NamedFigure figure, CancellationToken cancel)
    {
        if (!_made.TryGetValue((figure.Svg, format), out byte[]? bytes))
        {
            _made[(figure.Svg, format)] = bytes = format switch
            {
                "png" => await browser().DrawAsync(figure, cancel).ConfigureAwait(false),
                "pdf" => await browser().PrintAsync(figure, cancel).ConfigureAwait(false),
                _ => System.Text.Encoding.UTF8.GetBytes(figure.Svg),
            };
        }

        byte[]? old = File.Exists(file) ? WholeFile.Read(file) : null;
        if (old is not null && old.AsSpan().SequenceEqual(bytes))
        {
            return "same";
        }

        WholeFile.Write(file, bytes);
        return old is null ? "new" : "changed";
    }
}
