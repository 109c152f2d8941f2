using OpcSpaces.CommunityFolders;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>The command <c>folder</c>.</summary>
public sealed class FolderCommandTests : CommandLineTests
{
    private readonly TemporaryDirectory _directory = new();

    private string Out => _directory.File("community");

    [Fact]
    public async Task It_writes_a_community_up_to_a_day_and_again_the_same()
    {
        Assert.Equal(0, await RunAsync("folder", "--building", "office", "--until", "2026-03-31", "--out", Out));
        Assert.Matches($"^{Out}: [0-9]+ rows of opc-office\n$", Output.ToString());
        var first = Directory.EnumerateFiles(Out).Order().Select(File.ReadAllText).ToList();

        Assert.Equal(0, await RunAsync("folder", "--building", "office", "--until", "2026-03-31", "--out", Out));

        Assert.Equal(first, Directory.EnumerateFiles(Out).Order().Select(File.ReadAllText));
        var read = CommunityFolder.Read(Out);
        Assert.Empty(read.Faults.Kept);
        Assert.Equal(new DateOnly(2026, 3, 1), read.Rows.OfType<InsuredHeads>().Max(heads => heads.Month));
    }

    [Fact]
    public async Task The_room_of_a_recording_has_its_desks_and_no_tenants()
    {
        Assert.Equal(0, await RunAsync("folder", "--recording", RecordedRoomFile.FullPath, "--out", Out));

        var read = CommunityFolder.Read(Out);
        Assert.Empty(read.Faults.Kept);
        Assert.Equal("opc-demo", read.Community);
        Assert.Equal("录制房间 · Recorded room", Assert.Single(read.Rows.OfType<Zone>()).Name);
        Assert.Equal(new DateOnly(2017, 12, 21), Assert.Single(read.Rows.OfType<Gateway>()).InstalledOn);
        Assert.NotEmpty(read.Rows.OfType<Point>());
        Assert.Empty(read.Rows.OfType<Tenant>());
    }

    [Theory]
    [InlineData("--out is missing", "folder")]
    [InlineData("--recording and --building exclude each other", "folder", "--recording", "RECORDING", "--building", "office", "--out", "OUT")]
    [InlineData("--until \"1.3.2026\" must be a date as year-month-day in the years 2012 to 2099, such as 2026-11-30", "folder", "--until", "1.3.2026", "--out", "OUT")]
    [InlineData("--until \"1999-01-01\" must be a date", "folder", "--until", "1999-01-01", "--out", "OUT")]
    public async Task A_wrong_option_is_one_line(string expected, params string[] arguments)
    {
        Assert.Equal(2, await RunAsync([.. arguments.Select(word => word switch { "RECORDING" => RecordedRoomFile.FullPath, "OUT" => Out, _ => word })]));
        Assert.Contains(expected, Assert.Single(Error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }

    /// <summary>The simulator allows zones that overlap by a centimetre; the registry does not.</summary>
    [Fact]
    public async Task A_plan_that_breaks_a_rule_of_the_registry_is_refused_with_the_fault()
    {
        var building = _directory.File("building.jsonc");
        await File.WriteAllTextAsync(building, """
            { "id": "c", "gateways": [{ "id": "gw-01", "sensors": [{ "zone": "A", "point": "meter/1", "sensor": "pulseMeter", "pin": 4 }, { "zone": "B", "point": "meter/1", "sensor": "pulseMeter", "pin": 5 }] }], "floors": [{ "id": "1F", "name": "1", "widthMetres": 40, "heightMetres": 30, "zones": [
              { "id": "A", "name": "A", "kind": "openArea", "rectangle": { "x": 0, "y": 0, "width": 40, "height": 10 }, "desks": [], "meters": [{ "id": "meter/1", "name": "M" }] },
              { "id": "B", "name": "B", "kind": "openArea", "rectangle": { "x": 0, "y": 9.992, "width": 40, "height": 10 }, "desks": [], "meters": [{ "id": "meter/1", "name": "M" }] }] }] }
            """);

        Assert.Equal(2, await RunAsync("folder", "--building", building, "--out", Out));
        Assert.Contains("it overlaps zone A by 0.32 m²", Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Out));
    }
}
