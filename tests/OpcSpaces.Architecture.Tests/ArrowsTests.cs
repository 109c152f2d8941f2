using OpcSpaces.Architecture.Tests.Reading;

namespace OpcSpaces.Architecture.Tests;

/// <summary>
/// The arrows between projects: Cloud → {Dashboards, Projections, Registry} → {Ingest, Storage, CommunityFolders} → Model; Cloud → Notices → {Access, Api}; Cloud → Broker → Wire;
/// Api and Dashboards → Answers → Model; Ingest and Projections → Wire; FirmwareSim → CommunityFolders, which needs no database; Gateway → RaspberryPi → Edge → Wire; FirmwareSim → Edge. Run starts the programs and uses none of them. Edge and cloud share
/// CommandLine, Files, Points, Settings, Sqlite, Timing and Wire, and never use each other.
/// </summary>
public class ArrowsTests
{
    /// <summary>What each project may use. A project that is not here is new: say where its arrows point.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["OpcSpaces.Points"] = [],
        ["OpcSpaces.Timing"] = [],
        ["OpcSpaces.Files"] = [],
        ["OpcSpaces.Sqlite"] = [],
        ["OpcSpaces.Settings"] = ["OpcSpaces.Files", "OpcSpaces.Points"],
        ["OpcSpaces.CommandLine"] = ["OpcSpaces.Files", "OpcSpaces.Points", "OpcSpaces.Settings"],
        ["OpcSpaces.Wire"] = ["OpcSpaces.Files", "OpcSpaces.Points", "OpcSpaces.Settings", "OpcSpaces.Timing"],
        ["OpcSpaces.Edge"] = ["OpcSpaces.Files", "OpcSpaces.Points", "OpcSpaces.Settings", "OpcSpaces.Sqlite", "OpcSpaces.Timing", "OpcSpaces.Wire"],
        ["OpcSpaces.Edge.RaspberryPi"] = ["OpcSpaces.Edge", "OpcSpaces.Points", "OpcSpaces.Settings"],
        ["OpcSpaces.Gateway"] = ["OpcSpaces.CommandLine", "OpcSpaces.Edge", "OpcSpaces.Edge.RaspberryPi", "OpcSpaces.Points", "OpcSpaces.Settings", "OpcSpaces.Sqlite", "OpcSpaces.Timing", "OpcSpaces.Wire"],
        ["OpcSpaces.FirmwareSim"] = ["OpcSpaces.CommandLine", "OpcSpaces.CommunityFolders", "OpcSpaces.Edge", "OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Settings", "OpcSpaces.Sqlite", "OpcSpaces.Timing", "OpcSpaces.Wire"],
        ["OpcSpaces.Model"] = ["OpcSpaces.Points", "OpcSpaces.Settings"],
        ["OpcSpaces.Answers"] = ["OpcSpaces.Model", "OpcSpaces.Points"],
        ["OpcSpaces.Storage"] = ["OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Sqlite", "OpcSpaces.Timing"],
        ["OpcSpaces.CommunityFolders"] = ["OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Settings"],
        ["OpcSpaces.Databases"] = ["OpcSpaces.Files", "OpcSpaces.Sqlite"],
        ["OpcSpaces.Alarms"] = ["OpcSpaces.Databases", "OpcSpaces.Model", "OpcSpaces.Points"],
        ["OpcSpaces.Registry"] = ["OpcSpaces.CommunityFolders", "OpcSpaces.Databases", "OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Sqlite", "OpcSpaces.Storage"],
        ["OpcSpaces.Ingest"] = ["OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Storage", "OpcSpaces.Timing", "OpcSpaces.Wire"],
        ["OpcSpaces.Projections"] = ["OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Sqlite", "OpcSpaces.Storage", "OpcSpaces.Timing", "OpcSpaces.Wire"],
        ["OpcSpaces.Broker"] = ["OpcSpaces.Settings", "OpcSpaces.Wire"],
        ["OpcSpaces.Run"] = [],
        ["OpcSpaces.Dashboards"] = ["OpcSpaces.Answers", "OpcSpaces.Model", "OpcSpaces.Points"],
        ["OpcSpaces.Api"] = ["OpcSpaces.Alarms", "OpcSpaces.Answers", "OpcSpaces.CommunityFolders", "OpcSpaces.Databases", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Registry", "OpcSpaces.Settings", "OpcSpaces.Storage"],
        ["OpcSpaces.Access"] = ["OpcSpaces.Api", "OpcSpaces.Answers", "OpcSpaces.Databases", "OpcSpaces.Model", "OpcSpaces.Points"],
        ["OpcSpaces.Notices"] = ["OpcSpaces.Access", "OpcSpaces.Answers", "OpcSpaces.Api", "OpcSpaces.Databases", "OpcSpaces.Files", "OpcSpaces.Model", "OpcSpaces.Points", "OpcSpaces.Registry", "OpcSpaces.Storage", "OpcSpaces.Timing"],
        ["OpcSpaces.Cloud"] =
        [
            "OpcSpaces.Access", "OpcSpaces.Alarms", "OpcSpaces.Answers", "OpcSpaces.Api", "OpcSpaces.Broker", "OpcSpaces.CommandLine", "OpcSpaces.CommunityFolders", "OpcSpaces.Dashboards", "OpcSpaces.Databases", "OpcSpaces.Files", "OpcSpaces.Ingest", "OpcSpaces.Model", "OpcSpaces.Notices", "OpcSpaces.Points", "OpcSpaces.Projections", "OpcSpaces.Registry", "OpcSpaces.Settings",
            "OpcSpaces.Sqlite", "OpcSpaces.Storage", "OpcSpaces.Timing", "OpcSpaces.Wire",
        ],
    };

    public static TheoryData<string> Projects => [.. Repository.Projects.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_lies_below_it(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} is new: add its arrows here");
        Assert.Empty(Repository.Projects[project].Except(Allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_what_lies_below_it(string project)
    {
        var used = ProductAssembly.Of(project).References.Where(name => name.StartsWith("OpcSpaces.", StringComparison.Ordinal));
        Assert.Empty(used.Except(Allowed[project]));
    }

    [Fact]
    public void The_host_uses_the_connection_to_the_broker_and_nothing_else_of_the_wire()
    {
        var used = ProductAssembly.Of("OpcSpaces.Cloud").TypesUsed.Values.SelectMany(types => types);
        Assert.DoesNotContain(used, type =>
            type.StartsWith("OpcSpaces.Wire.", StringComparison.Ordinal) && !type.StartsWith("OpcSpaces.Wire.Mqtt.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_broker_knows_MQTT_and_nothing_of_Sparkplug()
    {
        var used = ProductAssembly.Of("OpcSpaces.Broker").TypesUsed.Values.SelectMany(types => types);
        Assert.DoesNotContain(used, type =>
            type.StartsWith("OpcSpaces.Wire.", StringComparison.Ordinal) && !type.StartsWith("OpcSpaces.Wire.Mqtt.", StringComparison.Ordinal) && !type.StartsWith("OpcSpaces.Wire.Counting.", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_relational_stores_know_EF_Core_and_only_stores_know_PostgreSQL()
    {
        Assert.Equal(["OpcSpaces.Access", "OpcSpaces.Alarms", "OpcSpaces.Databases", "OpcSpaces.Notices", "OpcSpaces.Registry"], UsersOf("Microsoft.EntityFrameworkCore").Order(StringComparer.Ordinal));
        // Migrations for PostgreSQL name its types of columns.
        Assert.Equal(["OpcSpaces.Access", "OpcSpaces.Alarms", "OpcSpaces.Databases", "OpcSpaces.Notices", "OpcSpaces.Registry", "OpcSpaces.Storage"], UsersOf("Npgsql").Order(StringComparer.Ordinal));

        static IEnumerable<string> UsersOf(string library) =>
            Repository.Projects.Keys.Where(name => ProductAssembly.Of(name).References.Any(reference => reference.StartsWith(library, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sparkplugs_words_stay_in_the_wire()
    {
        var users = ((string[])["OpcSpaces.Model", "OpcSpaces.Storage", "OpcSpaces.Dashboards", "OpcSpaces.Points"])
            .SelectMany(name => ProductAssembly.Of(name).References.Select(reference => (name, reference)));
        Assert.DoesNotContain(users, use => use.reference is "OpcSpaces.Wire" or "MQTTnet");
    }
}
