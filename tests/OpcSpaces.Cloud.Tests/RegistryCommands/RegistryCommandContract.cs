using System.Globalization;
using System.Net;
using OpcSpaces.Cloud.RegistryCommands;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.RegistryCommands;

/// <summary>What the commands do, on either database.</summary>
public abstract class RegistryCommandContract : IDisposable
{
    private protected static readonly string SampleFolder = Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.CommunityFolders", "sample");
    private protected readonly TemporaryDirectory _data = new("cloud");
    private protected readonly TemporaryDirectory _folder = new("community");
    private readonly TemporaryDirectory _settings = new("settings");

    /// <param name="postgres">A connection string; null for SQLite.</param>
    private protected RegistryCommandContract(string? postgres)
    {
        if (postgres is null) return;
        Settings = _settings.File("cloud.jsonc");
        File.WriteAllText(Settings, $$"""{ "registry": { "provider": "postgresql", "connectionString": "{{postgres}}" } }""");
    }

    /// <summary>A settings file that names the database; null for SQLite, which needs none.</summary>
    private protected string? Settings { get; }

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
        _settings.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_community_is_imported_shown_logged_exported_and_undone()
    {
        Assert.Equal((0, $"{SampleFolder}: no faults; it would change the registry (35 added, 0 changed, 0 removed)\n"), await RunAsync("registry import SAMPLE --data DATA --check"));
        Assert.Equal((0, $"{SampleFolder}: imported as version 1 (35 added, 0 changed, 0 removed)\n"), await RunAsync("registry import SAMPLE --data DATA --who eva --why first"));
        Assert.Equal((0, $"{SampleFolder}: the registry has exactly this (version 1); nothing was changed\n"), await RunAsync("registry import SAMPLE --data DATA"));

        var (_, desk) = await RunAsync("registry show desk desk/1 --data DATA");
        Assert.StartsWith("desk hub/open-3/desk/1\n", desk, StringComparison.Ordinal);
        Assert.Contains("  x                2 m\n", desk, StringComparison.Ordinal);
        Assert.Matches("  last changed in version 1, .* UTC, eva: first, 35 rows\n", desk);
        Assert.Contains("tenants hub/t-1, name: – → 光合智能\n", (await RunAsync("registry log --of t-1 --data DATA")).Text, StringComparison.Ordinal);
        Assert.Equal((0, "no changes\n"), await RunAsync("registry log --from 2999-01-01 --data DATA"));

        Assert.Equal((0, $"hub: version 1 was written to {_folder.FullPath} and {_folder.File("hub.xlsx")}\n"), await RunAsync($"registry export hub FOLDER --xlsx {_folder.File("hub.xlsx")} --delimiter semicolon --data DATA"));
        File.Delete(_folder.File("hub.xlsx"));
        Assert.Contains("leases.csv", Directory.EnumerateFiles(_folder.FullPath).Select(path => Path.GetFileName(path)!));
        Assert.Contains("exactly this", (await RunAsync("registry import FOLDER --data DATA")).Text, StringComparison.Ordinal);

        Assert.Equal((0, "version 1: undone as version 2 (0 added, 0 changed, 35 removed)\n"), await RunAsync("registry undo 1 --data DATA --who tom"));
        Assert.Equal((2, "opcspaces-cloud: version 1: not undone, because others have changed the same since\n"), await FirstLineAsync("registry undo 1 --data DATA"));
        Assert.Equal((2, "opcspaces-cloud: version 9: not undone: there is no version 9\n"), await RunAsync("registry undo 9 --data DATA"));
    }

    [Fact]
    public async Task Faults_are_counted_and_listed_and_nothing_is_changed()
    {
        await RunAsync("registry import SAMPLE --data DATA");
        foreach (var file in Directory.EnumerateFiles(SampleFolder)) File.Copy(file, _folder.File(Path.GetFileName(file)));
        File.AppendAllText(_folder.File("tenants.csv"), string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"x-{i},甲,123,2,ai,idea,2026-01-01,,\r\n"))));

        var (code, text) = await RunAsync("registry import FOLDER --data DATA");

        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, code);
        Assert.Equal($"opcspaces-cloud: {_folder.FullPath}: 399 faults; nothing was changed", lines[0]);
        Assert.Contains("opcspaces-cloud: tenants.csv:3: uscc: \"123\" – write the 18 characters of the unified social credit code", lines);
        Assert.Equal(51, lines.Length);
        Assert.Equal((0, "no changes\n"), await RunAsync("registry log --of x-1 --data DATA"));
    }

    [Fact]
    public async Task An_unknown_community_or_row_is_named_with_those_that_there_are()
    {
        await RunAsync("registry import SAMPLE --data DATA");
        Assert.Equal((2, "opcspaces-cloud: there is no community \"valley\": give one of hub\n"), await RunAsync("registry export valley FOLDER --data DATA"));
        Assert.Equal((2, "opcspaces-cloud: there is no tenant with the id \"t-9\"\n"), await RunAsync("registry show tenant t-9 --data DATA"));
    }

    [Fact]
    public async Task Beside_a_running_cloud_the_cloud_carries_it_out_and_its_page_draws_it()
    {
        await using var cloud = await CloudServer.StartAsync(_data.FullPath, broker: null, Settings is null ? [] : ["--settings", Settings]);
        var control = _data.File(RegistryControl.FileName);
        await Eventually.ThatAsync(() => File.Exists(control) && new FileInfo(control).Length > 0, Eventually.Patience, "the control file");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(control));

        Assert.Equal((0, $"{SampleFolder}: imported as version 1 (35 added, 0 changed, 0 removed)\n"), await RunAsync("registry import SAMPLE --data DATA --who eva"));
        Assert.Contains("tenant hub/t-1", (await RunAsync("registry show tenant t-1 --data DATA")).Text, StringComparison.Ordinal);
        Assert.Contains("共享工位区 3", WebUtility.HtmlDecode(await cloud.Client.GetStringAsync("?community=hub&floor=f3")), StringComparison.Ordinal);
        Assert.Equal((0, "version 1: undone as version 2 (0 added, 0 changed, 35 removed)\n"), await RunAsync("registry undo 1 --data DATA"));

        await cloud.StopAsync();
        Assert.False(File.Exists(control));
        Assert.Contains("takes back version 1", (await RunAsync("registry log --data DATA")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_file_of_the_live_page_is_added_and_what_the_registry_has_stays()
    {
        var file = _folder.File("hub.json");
        await File.WriteAllBytesAsync(file, CommunityFile.Write(ArrangedPlan.Of("hub", [new("A", ["desk/1", "desk/2"])])));

        Assert.Contains("--district is missing", (await RunAsync($"registry import {file} --data DATA")).Text, StringComparison.Ordinal);
        Assert.Equal((0, $"{file}: imported as version 1 (8 added, 0 changed, 0 removed)\n"), await RunAsync($"registry import {file} --district nanshan --data DATA"));
        Assert.Contains("exactly this", (await RunAsync($"registry import {file} --data DATA")).Text, StringComparison.Ordinal);
        Assert.Matches("timeZone +Asia/Shanghai\n", (await RunAsync("registry show community hub --data DATA")).Text);
    }

    private protected async Task<(int Code, string Text)> FirstLineAsync(string arguments) => await RunAsync(arguments) is var (code, text) ? (code, text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)]) : default;

    private protected async Task<(int Code, string Text)> RunAsync(string arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        if (Settings is not null) arguments = arguments.Replace("--data DATA", $"--data DATA --settings {Settings}", StringComparison.Ordinal);
        var words = arguments.Split(' ').Select(word => word.Replace("SAMPLE", SampleFolder, StringComparison.Ordinal).Replace("DATA", _data.FullPath, StringComparison.Ordinal).Replace("FOLDER", _folder.FullPath, StringComparison.Ordinal));
        var code = await CloudCommand.RunAsync([.. words], text, text);
        return (code, text.ToString());
    }
}
