using System.Text.Json.Nodes;
using GdNotebooks.Tests.Packaging;
using static GdNotebooks.Runner.Tests.TestNotebook;

namespace GdNotebooks.Runner.Tests.Notebooks;

/// <summary><c>--set NAME=VALUE</c>: numbers of one's own in the cell tagged parameters.</summary>
public sealed class ParametersTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public ParametersTests() => TestNotebook.Write(Path.Combine(Notebooks, "02-rates.ipynb"), Of(
        Code("double eta = 0.1;   // η\nint steps = 8;\nvar seed = -1;\nstring name = \"a\";\nbool fast = false;\nvar other = new int[2];", "parameters"),
        Code("double Next(double w) => w - eta;"),
        Code("$\"{FormattableString.Invariant($\"{Next(1)}\")} {steps} {seed} {name} {fast}\"")));

    private string Notebooks => _scratch.File("notebooks", ".")[..^2];

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task What_is_set_is_what_the_cells_see_and_the_executed_notebook_shows_it()
    {
        var run = await Gd.RunAsync(
            "run", Notebooks, "--out", _scratch.File("out", "."), "--set", "eta=0.25", "--set", "steps=3", "--set", "seed=-7", "--set", "name=b \"c\"", "--set", "fast=true");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var cells = JsonNode.Parse(File.ReadAllText(_scratch.File("out", "02-rates.ipynb")))!["cells"]!.AsArray();
        Assert.Equal(4, cells.Count);
        Assert.Equal("injected-parameters", (string?)cells[1]!["metadata"]!["tags"]![0]);
        Assert.Contains("eta = 0.25;", string.Concat(cells[1]!["source"]!.AsArray()), StringComparison.Ordinal);
        Assert.Contains("0.75 3 -7 b \"c\" True", cells[3]!["outputs"]!.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("etta=3", "--set etta=3: there is no such parameter; 02-rates has eta (double), steps (int), seed (int), name (string), fast (bool).")]
    [InlineData("eta", "--set eta: expected NAME=VALUE, such as eta=0.05.")]
    [InlineData("eta=fast", "--set eta=fast: expected a number, with a point.")]
    [InlineData("eta=0,5", "--set eta=0,5: expected a number, with a point.")]
    [InlineData("eta=NaN", "--set eta=NaN: expected a number, with a point.")]
    [InlineData("steps=2.5", "--set steps=2.5: expected a whole number.")]
    [InlineData("fast=yes", "--set fast=yes: expected true or false.")]
    public async Task A_name_that_is_not_there_and_a_value_of_another_type_get_one_sentence(string set, string sentence)
    {
        var run = await Gd.RunAsync("run", Notebooks, "--out", _scratch.File("out", "."), "--set", set);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(sentence + "\n", run.Error);
    }

    [Fact]
    public async Task A_save_and_numbers_of_ones_own_do_not_go_together() =>
        Assert.Equal(2, (await Gd.RunAsync("run", Notebooks, "--save", "--set", "eta=1", "--out", _scratch.File("out", "."))).ExitCode);

    [Fact]
    public async Task A_notebook_that_lacks_the_parameter_runs_as_it_is()
    {
        TestNotebook.Write(Path.Combine(Notebooks, "03-none.ipynb"), Of(Code("1 + 1")));

        var run = await Gd.RunAsync("run", Notebooks, "--out", _scratch.File("out", "."), "--set", "eta=0.25");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Single(JsonNode.Parse(File.ReadAllText(_scratch.File("out", "03-none.ipynb")))!["cells"]!.AsArray());
    }
}
