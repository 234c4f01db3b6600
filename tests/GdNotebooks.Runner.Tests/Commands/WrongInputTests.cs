using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Commands;

/// <summary>
/// Wrong command lines and inputs, with all that is said about each on the error stream. {dir} stands for a
/// scratch folder, and an argument is between spaces.
/// </summary>
public sealed class WrongInputTests(WrongInputTests.Files files) : IClassFixture<WrongInputTests.Files>
{
    private const string Whole = "expected a whole number from";

    [Theory]
    [InlineData("walk", "Unrecognized command or argument 'walk'.\nSee gd --help.")]
    [InlineData("RUN", "Unrecognized command or argument 'RUN'. Is run meant?\nSee gd --help.")]
    [InlineData("\u001b[31mwalk\u0007\u009b", "Unrecognized command or argument '\u241b[31mwalk\u2407\ufffd'.\nSee gd --help.")]
    [InlineData("figure", "Unrecognized command or argument 'figure'. Is figures meant?\nSee gd --help.")]
    [InlineData("verfiy --jobs 1", "Unrecognized command or argument 'verfiy'. Is verify meant?\nUnrecognized command or argument '--jobs'.\nUnrecognized command or argument '1'.\nSee gd --help.")]
    [InlineData("--verbose figures --width 3", "--width 3: expected a whole number from 120 to 4000.\nSee gd figures --help.")]
    [InlineData("figures --json", "--json is for --list: leave it out, or add --list.\nSee gd figures --help.")]
    [InlineData("figures --for {dir} --format png", "--for and --format do not go together: with --for the notes say which figures they want, and where.\nSee gd figures --help.")]
    [InlineData("figures --for {dir} --only 03-*", "--for and --only do not go together: with --for the notes say which figures they want, and where.\nSee gd figures --help.")]
    [InlineData("figures --theem dark", "--theem: there is no such option, nor a notebook or folder of that name. Is --theme meant?\nSee gd figures --help.")]
    [InlineData("walk away", "Unrecognized command or argument 'walk'.\nUnrecognized command or argument 'away'.\nSee gd --help.")]
    [InlineData("@arguments", "Unrecognized command or argument '@arguments'.\nSee gd --help.")]
    [InlineData("--walk", "--walk: there is no such option, nor a notebook or folder of that name.\nSee gd run --help.")]
    [InlineData("-x", "-x: there is no such option, nor a notebook or folder of that name.\nSee gd run --help.")]
    [InlineData("run --sav", "--sav: there is no such option, nor a notebook or folder of that name. Is --save meant?\nSee gd run --help.")]
    [InlineData("run --only 01-*", "--only: there is no such option, nor a notebook or folder of that name.\nSee gd run --help.")]
    [InlineData("figures --save", "--save: there is no such option, nor a notebook or folder of that name.\nSee gd figures --help.")]
    [InlineData("verify --out {dir}", "--out: there is no such option, nor a notebook or folder of that name.\nSee gd verify --help.")]
    [InlineData("run --timeout", "Required argument missing for option: '--timeout'.\nSee gd run --help.")]
    [InlineData("run --timeout soon", $"--timeout soon: {Whole} 1 to 86400.\nSee gd run --help.")]
    [InlineData("run --timeout 0", $"--timeout 0: {Whole} 1 to 86400.\nSee gd run --help.")]
    [InlineData("run --timeout -5", $"--timeout -5: {Whole} 1 to 86400.\nSee gd run --help.")]
    [InlineData("run --timeout 1,5", $"--timeout 1,5: {Whole} 1 to 86400.\nSee gd run --help.")]
    [InlineData("run --timeout 99999999999", $"--timeout 99999999999: {Whole} 1 to 86400.\nSee gd run --help.")]
    [InlineData("run --timeout 5 --timeout 6", "Option '--timeout' expects a single argument but 2 were provided.\nSee gd run --help.")]
    [InlineData("verify --jobs 0", $"--jobs 0: {Whole} 1 to 256.\nSee gd verify --help.")]
    [InlineData("figures --jobs 1.5", $"--jobs 1.5: {Whole} 1 to 256.\nSee gd figures --help.")]
    [InlineData("run --memory 1", $"--memory 1: {Whole} 64 to 1048576.\nSee gd run --help.")]
    [InlineData("run --memory 4GB", $"--memory 4GB: {Whole} 64 to 1048576.\nSee gd run --help.")]
    [InlineData("run --data", "Required argument missing for option: '--data'.\nSee gd run --help.")]
    [InlineData("run --data {dir}/nowhere", "--data {dir}/nowhere: there is no such folder.\nSee gd run --help.")]
    [InlineData("--data {dir}/nowhere", "--data {dir}/nowhere: there is no such folder.\nSee gd run --help.")]
    [InlineData("run --data {dir}/text.ipynb", "--data {dir}/text.ipynb: there is no such folder.\nSee gd run --help.")]
    [InlineData("run --out", "Required argument missing for option: '--out'.\nSee gd run --help.")]
    [InlineData("run --out {dir}/text.ipynb", "--out {dir}/text.ipynb: expected a folder.\nSee gd run --help.")]
    [InlineData("figures --format jpg", "--format jpg: expected svg, png, pdf, webp or csv.\nSee gd figures --help.")]
    [InlineData("figures --format", "Required argument missing for option: '--format'.\nSee gd figures --help.")]
    [InlineData("figures --only", "Required argument missing for option: '--only'.\nSee gd figures --help.")]
    [InlineData("data", "Required command was not provided.\nSee gd data --help.")]
    [InlineData("data upload", "Unrecognized command or argument 'upload'.\nSee gd data --help.")]
    public async Task A_wrong_command_line_gets_its_sentence_and_exit_code_2(string commandLine, string message)
    {
        var (exitCode, output, error) = await Gd.RunAsync(files.Arguments(commandLine));

        Assert.Equal(files.Named(message) + "\n", error);
        Assert.Equal("", output);
        Assert.Equal(2, exitCode);
    }

    [Theory]
    [InlineData("run {dir}/nowhere.ipynb", "{dir}/nowhere.ipynb: there is no such notebook or folder.")]
    [InlineData("{dir}/nowhere.ipynb", "{dir}/nowhere.ipynb: there is no such notebook or folder.")]
    [InlineData("run ", "\"\": there is no such notebook or folder.")]
    [InlineData("run {dir}/caf\ufffd.ipynb", "{dir}/caf\ufffd.ipynb: its name is not in UTF-8 and cannot be opened: rename the file.")]
    [InlineData("run {dir}/nowhere/", "{dir}/nowhere/: there is no such notebook or folder.")]
    [InlineData("verify {dir}/nowhere", "{dir}/nowhere: there is no such notebook or folder.")]
    [InlineData("run --save=maybe", "maybe: there is no such notebook or folder.")]
    [InlineData("run {dir}/empty-folder", "{dir}/empty-folder: there are no notebooks (.ipynb) in this folder.")]
    [InlineData("figures {dir}/empty-folder", "{dir}/empty-folder: there are no notebooks (.ipynb) in this folder.")]
    [InlineData("run {dir}/text.ipynb", "{dir}/text.ipynb is not a notebook: it is a text: \"This is prose.\".")]
    [InlineData("run {dir}/nothing.ipynb", "{dir}/nothing.ipynb is not a notebook: it is empty.")]
    [InlineData("run {dir}/truncated.ipynb", "{dir}/truncated.ipynb is not a notebook: it is cut off: it ends in the middle of its JSON, in line 2.")]
    [InlineData("run {dir}/latin-1.ipynb", "{dir}/latin-1.ipynb is not a notebook: it is not in UTF-8 (line 1).")]
    [InlineData("run {dir}/half-a-character.ipynb", "{dir}/half-a-character.ipynb is not a notebook: it holds half of a character, an escape as \\ud83d without the one that belongs to it.")]
    [InlineData("run {dir}/list.ipynb", "{dir}/list.ipynb is not a notebook: its JSON is not an object.")]
    [InlineData("run {dir}/twice.ipynb", "{dir}/twice.ipynb is not a notebook: the same name stands twice in one of its objects.")]
    [InlineData("run {dir}/deep.ipynb", "{dir}/deep.ipynb is not a notebook: it is not well-formed JSON (line 1, column 272).")]
    [InlineData("run {dir}/no-format.ipynb", "{dir}/no-format.ipynb is not a notebook: it does not say which notebook format it has (nbformat).")]
    [InlineData("run {dir}/format-3.ipynb", "{dir}/format-3.ipynb is in notebook format 3, and format 4 is what can be run. Save it again in Jupyter or VS Code to convert it.")]
    [InlineData("run {dir}/no-cells.ipynb", "{dir}/no-cells.ipynb is not a notebook: it has no cells.")]
    [InlineData("run {dir}/old.dib", "{dir}/old.dib is a notebook in the .dib format of Polyglot Notebooks, and gd runs .ipynb: open it in VS Code and save it as .ipynb.")]
    [InlineData("verify {dir}/saved.verso", "{dir}/saved.verso is a notebook in Verso's own format, and gd runs .ipynb: run the notebook it was made from, or export it as .ipynb.")]
    [InlineData("run {dir}/cells-no-list.ipynb", "{dir}/cells-no-list.ipynb is not a notebook: it has no cells.")]
    [InlineData("run {dir}/cell-no-object.ipynb", "{dir}/cell-no-object.ipynb is not a notebook: its cell 1 has no cell_type.")]
    [InlineData("run {dir}/source-a-number.ipynb", "{dir}/source-a-number.ipynb is not a notebook: the source of its cell 1 is neither text nor a list of lines.")]
    [InlineData("run {dir}/python.ipynb", "{dir}/python.ipynb is a notebook in python, and only C# notebooks can be run.")]
    [InlineData("run {dir}/fsharp.ipynb", "{dir}/fsharp.ipynb is a notebook in fsharp, and only C# notebooks can be run.")]
    [InlineData("run {dir}/fsharp-cell.ipynb", "{dir}/fsharp-cell.ipynb: its cell 1 is in fsharp, and only C# cells can be run.")]
    [InlineData("verify {dir}/text.ipynb", "{dir}/text.ipynb is not a notebook: it is a text: \"This is prose.\".")]
    [InlineData("figures {dir}/no-figures --only 99-*", "--only 99-*: no figure has such a name. gd figures --list names them all.")]
    [InlineData("figures --only 03-surfcae", "--only 03-surfcae: no figure has such a name. Is 03-surface meant? gd figures --list names them all.")]
    [InlineData("run {dir}/text.ipynb {dir}/no-cells.ipynb", "{dir}/text.ipynb is not a notebook: it is a text: \"This is prose.\".\n{dir}/no-cells.ipynb is not a notebook: it has no cells.")]
    public async Task A_wrong_input_gets_its_sentence_and_exit_code_1_and_is_left_alone(string commandLine, string message)
    {
        var before = files.Contents();

        var (exitCode, _, error) = await Gd.RunAsync([.. files.Arguments(commandLine), .. commandLine.Contains("run", StringComparison.Ordinal) ? ["--out", files.Out] : Array.Empty<string>()]);

        Assert.Equal(files.Named(message) + "\n", error);
        Assert.Equal(1, exitCode);
        Assert.Equal(before, files.Contents());
    }

    [Fact]
    public async Task Verbose_adds_the_stack()
    {
        var (_, _, error) = await Gd.RunAsync("run", Path.Combine(files.Folder, "text.ipynb"), "--verbose");

        Assert.Contains("text.ipynb is not a notebook", error, StringComparison.Ordinal);
        Assert.Contains("   at GdNotebooks.Runner.Notebook.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_that_running_a_notebook_runs_its_code()
    {
        Assert.Contains("Running a notebook runs its code", (await Gd.RunAsync("--help")).Output, StringComparison.Ordinal);
        Assert.Contains("Running a notebook runs its code", (await Gd.RunAsync("run", "--help")).Output, StringComparison.Ordinal);
    }

    public sealed class Files : IDisposable
    {
        private readonly ScratchFolder _scratch = new();

        public Files()
        {
            Directory.CreateDirectory(Path.Combine(Folder, "empty-folder"));
            TestNotebook.Write(_scratch.File("no-figures", "01.ipynb"), "1");
            Write("text.ipynb", "\nThis is prose.");
            Write("nothing.ipynb", "");
            Write("truncated.ipynb", "{\n \"cells\": [");
            File.WriteAllBytes(_scratch.File("latin-1.ipynb"), [.. "{\"cells\":[],\"nbformat\":4,\"a\":\""u8, 0xE9, .. "\"}"u8]);
            Write("half-a-character.ipynb", """{"cells":[],"nbformat":4,"a":"\ud800"}""");
            Write("list.ipynb", "[1, 2]");
            Write("twice.ipynb", """{"nbformat":4, "nbformat": 4}""");
            Write("deep.ipynb", "{\"cells\":[]," + "\"a\":" + new string('[', 300) + new string(']', 300) + "}");
            Write("no-format.ipynb", """{"cells":[]}""");
            Write("format-3.ipynb", """{"metadata":{"name":""},"nbformat":3,"nbformat_minor":0,"worksheets":[{"cells":[]}]}""");
            Write("no-cells.ipynb", """{"metadata":{},"nbformat":4,"nbformat_minor":5}""");
            Write("old.dib", "#!csharp\n\n1 + 1\n");
            Write("saved.verso", "{}");
            Write("cells-no-list.ipynb", """{"cells":"all","metadata":{},"nbformat":4,"nbformat_minor":5}""");
            Write("cell-no-object.ipynb", """{"cells":[7],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
            Write("source-a-number.ipynb", """{"cells":[{"cell_type":"code","source":7}],"metadata":{},"nbformat":4,"nbformat_minor":5}""");
            WriteIn("python.ipynb", new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "python3", ["language"] = "python" }, ["language_info"] = new JsonObject { ["name"] = "python" } });
            WriteIn("fsharp.ipynb", new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelInfo"] = new JsonObject { ["defaultKernelName"] = "fsharp" } } });
            var cell = Code("let x = 1");
            cell["metadata"] = JsonNode.Parse("""{"polyglot_notebook":{"kernelName":"fsharp"}}""");
            Write("fsharp-cell.ipynb", JupyterJson.Write(Of(cell)));
        }

        public string Folder => _scratch.Path;

        public string Out { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

        public string[] Arguments(string commandLine) =>
            [.. commandLine.Split(' ').Select(Named)];

        /// <summary>The text with the scratch folder in it, and the paths below it as this system writes them.</summary>
        public string Named(string text) =>
            Regex.Replace(text, @"\{dir\}[^\s:]*", path => path.Value.Replace('/', Path.DirectorySeparatorChar)).Replace("{dir}", Folder, StringComparison.Ordinal);

        public List<(string Path, string Text)> Contents() =>
            [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path)))];

        public void Dispose()
        {
            _scratch.Dispose();
            Assert.False(Directory.Exists(Out), "Nothing that was wrong should have had a result.");
        }

        private void Write(string name, string text) => _scratch.Write(text, name);

        private void WriteIn(string name, JsonObject metadata)
        {
            var notebook = Of("1");
            notebook["metadata"] = metadata;
            Write(name, JupyterJson.Write(notebook));
        }
    }
}
