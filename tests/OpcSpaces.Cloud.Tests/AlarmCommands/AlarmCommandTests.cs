using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Places;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.AlarmCommands;

/// <summary>The command on a data directory, beside a store as a running cloud has it.</summary>
public sealed class AlarmCommandTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly TemporaryDirectory _data = new("alarm-command");
    private readonly AlarmsDatabase _database;
    private readonly AlarmStore _store;

    public AlarmCommandTests()
    {
        _database = new AlarmsDatabase(new DatabasePlace { Path = _data.File("alarms.db") });
        _store = new AlarmStore(_database, TimeProvider.System);
    }

    public void Dispose()
    {
        _database.Dispose();
        _data.Dispose();
    }

    [Theory]
    [InlineData("alarms list")]
    [InlineData("alarms show x")]
    [InlineData("alarms acknowledge x")]
    public async Task Before_the_first_start_it_says_so_and_makes_no_file(string arguments)
    {
        Assert.Equal((1, "opcspaces-cloud: there are no alarms yet: the cloud makes their database at its start\n"), await RunAsync(arguments));
        Assert.Empty(Directory.GetFiles(_data.FullPath, "alarms.db*"));
    }

    [Fact]
    public async Task Open_alarms_of_all_communities_and_of_the_cloud_are_listed_newest_first()
    {
        Happen(AlarmEventKind.Raised, Silent("hub", "gw-1"), AlarmSeverity.Major, "it is offline", 0);
        Happen(AlarmEventKind.Raised, AlarmKey.NotRecording, AlarmSeverity.Critical, "the broker is away", 5);
        var past = Happen(AlarmEventKind.Raised, Silent("other", "gw-2"), AlarmSeverity.Major, "it is offline", 10);
        Happen(AlarmEventKind.Cleared, Silent("other", "gw-2"), AlarmSeverity.Minor, "its condition is gone", 20, past);

        var (code, text) = await RunAsync("alarms list");
        Assert.Equal(0, code);
        Assert.Matches("^2026-03-02 01:05:00 UTC  critical  open          notRecording          \\(the cloud\\)  the cloud  .*\n    the broker is away\n2026-03-02 01:00:00 UTC  major     open          gatewaySilent         hub  gateway gw-1  .*\n    it is offline\n$", text);
        Assert.DoesNotContain("critical", (await RunAsync("alarms list --community hub")).Text, StringComparison.Ordinal);
        Assert.Single((await RunAsync("alarms list --most 1")).Text.Split('\n'), line => line.StartsWith("2026", StringComparison.Ordinal));
        Assert.Contains("    cleared at 2026-03-02 01:20:00 UTC\n", (await RunAsync("alarms list --state cleared")).Text, StringComparison.Ordinal);
        Assert.Equal(3, (await RunAsync("alarms list --state all")).Text.Split('\n').Count(line => line.StartsWith("2026", StringComparison.Ordinal)));
        Assert.Equal((0, "no alarms\n"), await RunAsync("alarms list --state acknowledged"));
        Assert.Equal((0, "no alarms of \"elsewhere\"\n"), await RunAsync("alarms list --community elsewhere"));
    }

    [Fact]
    public async Task An_alarm_is_acknowledged_once_and_shown_with_its_events_and_the_running_cloud_knows_of_it()
    {
        var id = Happen(AlarmEventKind.Raised, Silent("hub", "gw-1"), AlarmSeverity.Major, "it is offline", 0);
        var version = _store.Version;
        var (code, text) = await CallAsync(["alarms", "acknowledge", id, "--note", "somebody is on the way", "--data", _data.FullPath]);
        Assert.Equal(0, code);
        Assert.Matches($"    {Environment.UserName} takes care since .* UTC: somebody is on the way\n", text);
        Assert.Equal((Environment.UserName, "somebody is on the way"), (_store.Find("hub", id)!.Value.Alarm.AcknowledgedBy, _store.Find("hub", id)!.Value.Alarm.Note));
        Assert.NotEqual(version, _store.Version);
        (code, text) = await RunAsync($"alarms acknowledge {id}");
        Assert.Equal(0, code);
        Assert.StartsWith($"{Environment.UserName} takes care of it since ", text, StringComparison.Ordinal);

        Happen(AlarmEventKind.Cleared, Silent("hub", "gw-1"), AlarmSeverity.Minor, "its condition is gone", 30, id);
        (code, text) = await RunAsync($"alarms show {id}");
        Assert.Equal(0, code);
        Assert.Equal(["raised", "acknowledged", "cleared"], text.Split('\n').Where(line => line.StartsWith("  2026", StringComparison.Ordinal)).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim()));
        Assert.Equal((1, "opcspaces-cloud: its condition is gone already\n"), await RunAsync($"alarms acknowledge {id}"));
        Assert.Equal((0, "nothing is wrong\n"), await RunAsync("alarms list"));
    }

    [Theory]
    [InlineData("a\u0007b", 1)]
    [InlineData("a\u202eb", 1)]
    [InlineData("a\u2028b", 1)]
    [InlineData("x", 1_001)]
    public async Task A_note_that_the_API_refuses_is_refused(string part, int times)
    {
        var id = Happen(AlarmEventKind.Raised, Silent("hub", "gw-1"), AlarmSeverity.Major, "it is offline", 0);
        var (code, text) = await CallAsync(["alarms", "acknowledge", id, "--note", string.Concat(Enumerable.Repeat(part, times)), "--data", _data.FullPath]);
        Assert.Equal(2, code);
        Assert.Contains("must be a text of 1 to 1000 characters, without control characters", text, StringComparison.Ordinal);
        Assert.Equal(AlarmState.Open, _store.Find("hub", id)!.Value.Alarm.State);
    }

    [Fact]
    public async Task A_note_of_several_lines_is_shown_in_one()
    {
        var id = Happen(AlarmEventKind.Raised, Silent("hub", "gw-1"), AlarmSeverity.Major, "it is offline", 0);
        _store.Acknowledge("hub", id, "u-1", "on the way\ncleared at noon");
        var (_, text) = await RunAsync($"alarms show {id}");
        Assert.Contains(" UTC: on the way cleared at noon\n", text, StringComparison.Ordinal);
        Assert.EndsWith("u-1: on the way cleared at noon\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alarms show nobody", "there is no alarm \"nobody\": alarms list shows the ids")]
    [InlineData("alarms acknowledge nobody", "there is no alarm \"nobody\"")]
    [InlineData("alarms list --state shut", "must be open, acknowledged, cleared or all")]
    [InlineData("alarms list --most 0", "--most")]
    public async Task What_is_wrong_is_named(string arguments, string expected)
    {
        Happen(AlarmEventKind.Raised, Silent("hub", "gw-1"), AlarmSeverity.Major, "it is offline", 0);
        var (code, text) = await RunAsync(arguments);
        Assert.Equal(2, code);
        Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_help_has_examples_and_the_root_names_it()
    {
        Assert.Contains("opcspaces-cloud alarms acknowledge 2026", (await CallAsync(["alarms", "--help"])).Text, StringComparison.Ordinal);
        Assert.Contains("alarms --help", (await CallAsync(["--help"])).Text, StringComparison.Ordinal);
    }

    private static AlarmKey Silent(string community, string gateway) => new(AlarmKind.GatewaySilent, AlarmSubject.Of(new GatewayKey(community, gateway)));

    private string Happen(AlarmEventKind what, AlarmKey key, AlarmSeverity severity, string detail, int minute, string? id = null)
    {
        id ??= AlarmIds.Of(key, Start.AddMinutes(minute));
        _store.Commit(new BookTurn(_store.LoadBook(), [new AlarmEvent(id, what, Start.AddMinutes(minute), key, severity, detail)], [], []));
        return id;
    }

    private Task<(int Code, string Text)> RunAsync(string arguments) => CallAsync([.. arguments.Split(' '), "--data", _data.FullPath]);

    private static async Task<(int Code, string Text)> CallAsync(string[] arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var code = await CloudCommand.RunAsync(arguments, text, text);
        return (code, text.ToString());
    }
}
