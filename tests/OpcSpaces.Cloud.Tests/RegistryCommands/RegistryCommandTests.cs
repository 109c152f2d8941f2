using System.Net;
using System.Text;
using System.Text.Json;
using OpcSpaces.Cloud.RegistryCommands;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.RegistryCommands;

/// <summary>The commands on SQLite, and what does not depend on the database.</summary>
public sealed class RegistryCommandTests() : RegistryCommandContract(postgres: null)
{
    [Fact]
    public async Task Help_names_every_command_and_has_examples()
    {
        var (code, text) = await RunAsync("registry --help");
        Assert.Equal(0, code);
        foreach (var word in (string[])["Examples:", "import <FOLDER>", "export <COMMUNITY> <FOLDER>", "show <KIND> <ID>", "  log ", "undo <VERSION>"])
            Assert.Contains(word, text, StringComparison.Ordinal);
        var (_, import) = await RunAsync("registry import --help");
        foreach (var option in (string[])["--check", "--who", "--why", "--data", "--settings", "--district", "--time-zone"]) Assert.Contains(option, import, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("registry import SAMPLE", "--data is missing: give the directory of the journal and the series")]
    [InlineData("registry import DATA/none --data DATA", "FOLDER \"DATA/none\" does not exist: give a community folder")]
    [InlineData("registry import SAMPLE --data DATA --why", "--why has no value: give --why TEXT")]
    [InlineData("registry show tenants t-1 --data DATA", "KIND \"tenants\" is not a kind: give one of district, community, ")]
    [InlineData("registry show tenant t-1 --data DATA", "there is no registry yet at 'DATA/registry.db': import a community into it.")]
    [InlineData("registry export hub FOLDER --delimiter bar --data DATA", "--delimiter \"bar\" is not a delimiter: give one of comma, semicolon, tab")]
    [InlineData("registry log --from 1.3.2026 --data DATA", "--from \"1.3.2026\" must be a date as year-month-day, such as 2026-03-01")]
    [InlineData("registry undo none --data DATA", "VERSION \"none\" must be a whole number from 1 to 2147483647")]
    [InlineData("registry", "the command is missing: give one of import, export, show, log, undo (see opcspaces-cloud registry --help)")]
    [InlineData("registry imprt SAMPLE", "\"imprt\" is not a command of opcspaces-cloud registry: give one of import, export, show, log, undo")]
    [InlineData("registry log extra --data DATA", "\"extra\" belongs to no option of opcspaces-cloud registry log")]
    public async Task A_wrong_command_ends_with_a_sentence(string arguments, string expected)
    {
        var (code, text) = await RunAsync(arguments);
        Assert.NotEqual(0, code);
        Assert.Contains(expected.Replace("DATA", _data.FullPath, StringComparison.Ordinal), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_without_the_secret_changes_anything()
    {
        await using var cloud = await CloudServer.StartAsync(_data.FullPath, broker: null);
        foreach (var secret in (string?[])[null, "", "Bearer ", "Bearer 0000", "Basic YTpi"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, RegistryControl.Path);
            request.Content = new StringContent(JsonSerializer.Serialize(new RegistryRequest("eva", "no") { Import = SampleFolder }), Encoding.UTF8, "application/json");
            if (secret is not null) request.Headers.TryAddWithoutValidation("Authorization", secret);
            using var answer = await cloud.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Assert.Equal((0, "no changes\n"), await RunAsync("registry log --data DATA"));
    }
}
