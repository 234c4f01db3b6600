using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Spectre.Console;

namespace GdNotebooks.Runner;

/// <summary>Says which figures there are: name, size, chapter, section, what the section says of the notes, and what is seen in the outputs that are saved.</summary>
internal static class FigureList
{
    private const int NarrowestTable = 80;

    private static readonly Regex Note = new(@"\bnote (?<number>\d{3})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private static readonly Regex Picture = new("""<img\s[^<>]*?\balt="(?<caption>[^"]*)"\s+width="(?<width>\d{1,6})"\s+height="(?<height>\d{1,6})["]""", RegexOptions.CultureInvariant);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a table, or a JSON array with an object for each figure.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<KnownFigure> figures, bool asJson)
    {
        var rows = figures.Select(figure => (figure.Name, figure.Notebook, figure.Cell, Section: figure.Notebook.SectionOf(figure.Cell), Seen: Seen(figure.Cell))).ToList();
        if (asJson)
        {
            console.Profile.Out.Writer.WriteLine(new JsonArray([.. rows.Select(row => new JsonObject
            {
                ["name"] = row.Name,
                ["chapter"] = row.Notebook.Title,
                ["notebook"] = Path.GetFileName(row.Notebook.Path),
                ["cell"] = row.Cell.Number,
                ["section"] = Heading(row.Section),
                ["passage"] = Passage(row.Section) is { Length: > 0 } passage ? passage : null,
                ["width"] = row.Seen?.Width,
                ["height"] = row.Seen?.Height,
                ["caption"] = row.Seen?.Caption,
            })]).ToJsonString(Readable));
            return;
        }

        if (console.Profile.Width < NarrowestTable)
        {
            foreach (var row in rows)
            {
                console.Profile.Out.Writer.WriteLine(row.Name);
            }

            return;
        }

        // A name is there to be copied: it stays in one piece.
        var table = CommandLine.TableOn(console).AddColumn(new TableColumn("figure").NoWrap()).AddColumns("size", "section", "notes", "caption");
        foreach (var row in rows)
        {
            table.AddRow(new Text(row.Name), new Text(row.Seen is { } seen ? string.Create(CultureInfo.InvariantCulture, $"{seen.Width} x {seen.Height}") : ""), new Text(Printable.Of(Heading(row.Section))),
                new Text(string.Join(", ", Note.Matches(row.Section).Select(match => match.Groups["number"].Value).Distinct().Order())), new Text(Printable.Of(row.Seen?.Caption ?? row.Notebook.Title)));
        }

        console.Write(table);
    }

    private static string Heading(string section) => section.Split('\n')[0].TrimStart('#').Trim();

    /// <summary>What a section says of the notes that the workbook grew out of: its paragraphs that name one of them.</summary>
    private static string Passage(string section) => string.Join("\n\n", section.Split("\n\n").Select(paragraph => paragraph.Trim()).Where(paragraph => Note.IsMatch(paragraph)));

    /// <summary>What the saved output of a cell says of its figure; null where it is not saved.</summary>
    private static (int Width, int Height, string Caption)? Seen(NotebookCell cell)
    {
        string html = string.Join('\n', Notebook.OutputsIn(cell).Select(output => output?["data"]?["text/html"]).Select(text => text switch
        {
            JsonArray lines => string.Concat(lines.Select(line => line?.ToString())),
            null => "",
            _ => text.ToString(),
        }));
        return Picture.Match(html) is not { Success: true } picture ? null
            : (int.Parse(picture.Groups["width"].Value, CultureInfo.InvariantCulture), int.Parse(picture.Groups["height"].Value, CultureInfo.InvariantCulture), WebUtility.HtmlDecode(picture.Groups["caption"].Value));
    }
}
