using OpcSpaces.Cloud.Tests.Access;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Documents;

/// <summary>The description of all routes of the host, checked by @redocly/cli with the rules of <c>Lint/redocly.yaml</c>.</summary>
public sealed class DescriptionLintTests
{
    private static readonly string Folder = Path.Combine(ProductBinary.RepositoryRoot, "tests", "OpcSpaces.Cloud.Tests", "Documents", "Lint");

    [Fact]
    public async Task The_description_is_without_a_fault()
    {
        var linter = Path.Combine(Folder, "node_modules", "@redocly", "cli", "bin", "cli.js");
        if (!File.Exists(linter)) throw new FileNotFoundException($"The Node packages are missing: run 'npm ci' in {Folder}, or tests/run.");
        await using var site = await TwoCommunities.StartAsync();
        using var directory = new TemporaryDirectory("lint");
        var file = directory.File("openapi.json");
        await File.WriteAllTextAsync(file, await (await site.AsAsync("nobody")).GetStringAsync("/api/v1/openapi.json"));
        // It would send what it is used for, and ask for newer versions.
        var quiet = new Dictionary<string, string> { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["CI"] = "true" };
        await using var process = ServerProcess.Start(ServerBinary.Find("node", "nodejs"), [linter, "lint", file, "--config", Path.Combine(Folder, "redocly.yaml"), "--format", "stylish"], Folder, quiet);
        await Eventually.ThatAsync(() => process.HasExited, Eventually.Patience, "the linter to end", () => process.Log);
        Assert.True(process.ExitCode == 0, process.Log);
    }
}
