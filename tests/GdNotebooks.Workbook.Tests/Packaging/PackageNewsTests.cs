using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GdNotebooks.Tests.Packaging;

/// <summary>
/// What the world of packages can bring over night, under the rules that every project here is built by: a source that has
/// the next version only, and an advisory on a version in use. A person is told and can build all the same.
/// </summary>
public sealed class PackageNewsTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();
    private readonly HttpListener _advisories = new();

    [Fact]
    public void A_source_that_has_a_newer_version_only_warns_and_serves_it()
    {
        string said = Restore(offered: "1.0.1", auditSource: null);

        Assert.Contains("warning NU1603", said, StringComparison.Ordinal);
        Assert.DoesNotContain("error", said, StringComparison.Ordinal);
        Assert.Contains("\"Foo/1.0.1\"", File.ReadAllText(_scratch.File("project", "obj", "project.assets.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "NU1901")]
    [InlineData(1, "NU1902")]
    [InlineData(2, "NU1903")]
    [InlineData(3, "NU1904")]
    public void An_advisory_on_a_package_warns_and_stops_nothing(int severity, string code)
    {
        string said = Restore(offered: "1.0.0", auditSource: ServeAdvisory(severity));

        Assert.Contains($"warning {code}: Package 'Foo' 1.0.0 has a known", said, StringComparison.Ordinal);
        Assert.DoesNotContain("error", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_of_advisories_that_does_not_answer_warns_and_stops_nothing()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        string said = Restore(offered: "1.0.0", auditSource: $"http://127.0.0.1:{port}/index.json");

        Assert.Contains("warning NU1900", said, StringComparison.Ordinal);
        Assert.DoesNotContain("error", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _advisories.Close();
        _scratch.Dispose();
    }

    private string Restore(string offered, string? auditSource)
    {
        File.Copy(Checkout.Folder("Directory.Build.props"), _scratch.File("Directory.Build.props"));
        _scratch.Write("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Foo" Version="1.0.0" /></ItemGroup></Project>""", "project", "project.csproj");
        _scratch.Write($"""
            <configuration>
              <packageSources><clear /><add key="local" value="packages" /></packageSources>
              <auditSources><clear />{(auditSource is null ? "" : $"<add key=\"advisories\" value=\"{auditSource}\" allowInsecureConnections=\"true\" />")}</auditSources>
            </configuration>
            """, "nuget.config");
        using (var package = ZipFile.Open(_scratch.File("packages", $"Foo.{offered}.nupkg"), ZipArchiveMode.Create))
        using (var nuspec = new StreamWriter(package.CreateEntry("Foo.nuspec").Open()))
        {
            nuspec.Write($"""<package><metadata><id>Foo</id><version>{offered}</version><authors>nobody</authors><description>nothing</description></metadata></package>""");
        }

        var (exitCode, output) = Dotnet.Run(_scratch.File("project", "."), new Dictionary<string, string?> { ["NUGET_PACKAGES"] = _scratch.File("unpacked", "."), ["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1" }, "restore", "-p:NuGetAuditMode=all", "-p:NuGetAuditLevel=low");
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>A package source on this machine that knows one thing: every version of Foo below 2 has a fault.</summary>
    private string ServeAdvisory(int severity)
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        string place = $"http://127.0.0.1:{port}/";
        var answers = new Dictionary<string, string>
        {
            ["/index.json"] = $$"""{"version":"3.0.0","resources":[{"@id":"{{place}}vulnerabilities.json","@type":"VulnerabilityInfo/6.7.0"}]}""",
            ["/vulnerabilities.json"] = $$"""[{"@name":"base","@id":"{{place}}base.json","@updated":"2026-01-01T00:00:00Z"}]""",
            ["/base.json"] = $$"""{"foo":[{"url":"https://example.org/advisory","severity":{{severity}},"versions":"(, 2.0.0)"}]}""",
        };
        _advisories.Prefixes.Add(place);
        _advisories.Start();
        _ = Task.Run(async () =>
        {
            while (_advisories.IsListening)
            {
                var asked = await _advisories.GetContextAsync();
                if (answers.TryGetValue(asked.Request.Url!.AbsolutePath, out string? answer))
                {
                    asked.Response.ContentType = "application/json";
                    await asked.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer));
                }
                else
                {
                    asked.Response.StatusCode = 404;
                }

                asked.Response.Close();
            }
        });
        return place + "index.json";
    }
}
