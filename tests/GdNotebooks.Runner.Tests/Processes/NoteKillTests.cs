using System.Diagnostics;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Processes;

public sealed class NoteKillTests : IDisposable
{
    private const int Figures = 8;

    private readonly ScratchFolder _scratch = new();

    [Fact]
    public async Task Killed_while_bringing_figures_to_notes_it_leaves_each_one_old_or_new_and_the_note_as_it_was()
    {
        string[] names = [.. Enumerable.Range(0, Figures).Select(i => $"01-line-{i}.svg")];
        Write(_scratch.File("notebooks", "01.ipynb"), [Setup, .. Enumerable.Range(0, Figures).Select(i => FigureCell($"line-{i}", points: 3000))]);
        string note = string.Join('\n', names.Select(name => $"![](figures/{name})"));
        _scratch.Write(note, "vault", "note.md");
        string old = new('x', 200_000);
        string figures = Path.GetDirectoryName(_scratch.File("vault", "figures", names[0]))!;
        void PutBack() => Array.ForEach(names, name => File.WriteAllText(Path.Combine(figures, name), old));
        Process Start() => GdProcess.Start(["figures", _scratch.File("notebooks", "01.ipynb"), "--for", _scratch.File("vault")]);
        PutBack();
        var writing = await Killing.RunToTheEndAsync(Start, figures);
        var whole = names.ToDictionary(name => name, Text);
        Assert.All(whole.Values, text => Assert.StartsWith("<svg", text, StringComparison.Ordinal));

        await Killing.KillAsync(Start, writing, figures, PutBack, after: () => Assert.All(names, name => Assert.Contains(Text(name), new[] { old, whole[name] })), kills: 4);

        await Killing.RunToTheEndAsync(Start);
        Assert.All(names, name => Assert.Equal(whole[name], Text(name)));
        Assert.Equal(note, File.ReadAllText(_scratch.File("vault", "note.md")));

        string Text(string name) => File.ReadAllText(Path.Combine(figures, name));
    }

    public void Dispose() => _scratch.Dispose();
}
