using System.Xml.Linq;

namespace GdNotebooks.Tests.Packaging;

public class ScriptTests
{
    [ThoroughFact("a script builds the libraries for itself")]
    public void Appendix_B_trains_the_network_and_writes_its_figures_without_a_notebook()
    {
        using var scratch = new ScratchFolder();

        // The script restores and builds the libraries where they stand: it must not make the packages anew
        // under the tests that read them meanwhile.
        var (exitCode, output) = Dotnet.Run(
            Checkout.Root, new Dictionary<string, string?> { ["MakePackages"] = "false" },
            "run", Checkout.Folder("notebooks", "appendix-b-script.cs"), "--", scratch.File("figures", ".")[..^2], "1");

        Assert.True(exitCode == 0, output);
        Assert.Contains("13,002 parameters", output, StringComparison.Ordinal);
        Assert.Contains("Epoch  1:", output, StringComparison.Ordinal);
        Assert.All(["training-curve", "confusion-matrix", "hidden-weights"], (string name) =>
            Assert.Equal("svg", XDocument.Load(scratch.File("figures", name + ".svg")).Root!.Name.LocalName));
    }
}
