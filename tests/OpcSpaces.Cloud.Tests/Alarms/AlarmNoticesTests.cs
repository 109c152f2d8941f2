using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Databases;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Notices.Messages;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Alarms;

/// <summary>What happens to alarms becomes notices.</summary>
public sealed class AlarmNoticesTests : IDisposable
{
    private static readonly AlarmSubject Gateway = new(AlarmSubjectKind.Gateway, "a", "", "gw-07");
    private readonly TemporaryDirectory _folder = new("alarm-notices");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly TestRegistry _registry = new();
    private readonly AlarmsDatabase _alarmsDatabase;
    private readonly AlarmStore _alarms;
    private readonly KeptNotices _notices = new();
    private readonly AlarmNotices _relay;

    public AlarmNoticesTests()
    {
        _registry.Put(new District("d1", "一"), new CommunityFacts("a", "A", "d1", "Asia/Shanghai"), new CommunityFacts("b", "B", "d1", "Asia/Shanghai"));
        _alarmsDatabase = new AlarmsDatabase(new DatabasePlace { Path = _folder.File("alarms.db") }, _time);
        _alarms = new AlarmStore(_alarmsDatabase, _time);
        _relay = new AlarmNotices(_alarms, _notices, _registry.Reader, _time, NullLogger<AlarmNotices>.Instance);
    }

    public void Dispose()
    {
        _relay.Dispose();
        _alarmsDatabase.Dispose();
        _registry.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Raised_taken_care_of_and_over_are_told_in_their_order_with_what_programs_need()
    {
        var id = Happen(AlarmEventKind.Raised, AlarmKind.GatewaySilent, AlarmSeverity.Major, Gateway, "offline for 6 min");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(_alarms.Acknowledge("a", id, "eva", "on my way"));
        _time.Advance(TimeSpan.FromMinutes(10));
        Happen(AlarmEventKind.Cleared, AlarmKind.GatewaySilent, AlarmSeverity.Major, Gateway, "", id);

        await _relay.TellAsync(default);

        Assert.Equal(["alarm.raised", "alarm.acknowledged", "alarm.cleared"], _notices.All.Select(notice => notice.Kind));
        Assert.Equal([NoticeUrgency.Warning, NoticeUrgency.Info, NoticeUrgency.Warning], _notices.All.Select(notice => notice.Urgency));
        Assert.All(_notices.All, notice => Assert.Equal("a", notice.Community));
        Assert.Equal(["Gateway silent: gateway gw-07", "Taken care of: Gateway silent: gateway gw-07", "Over: Gateway silent: gateway gw-07"], _notices.All.Select(notice => notice.Texts.English.Title));
        Assert.Equal(["网关离线：网关 gw-07", "已有人处理：网关离线：网关 gw-07", "已恢复：网关离线：网关 gw-07"], _notices.All.Select(notice => notice.Texts.Chinese.Title));
        Assert.Equal(["offline for 6 min", "By eva.\non my way", "It lasted 12 min."], _notices.All.Select(notice => notice.Texts.English.Text));
        var data = _notices.All[0].Data;
        Assert.Equal((id, "raised", "gatewaySilent", "major", "gw-07"), (Text(data, "alarm"), Text(data, "event"), Text(data, "kind"), Text(data, "severity"), Text(data.GetProperty("subject"), "id")));
    }

    [Fact]
    public async Task After_a_kill_each_event_is_told_under_the_same_id_and_none_is_missing()
    {
        for (var gateway = 1; gateway <= 250; gateway++) Happen(AlarmEventKind.Raised, AlarmKind.GatewaySilent, AlarmSeverity.Major, Gateway with { Id = $"gw-{gateway}" }, "offline");
        _notices.DiesAfter = 120;
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => _relay.TellAsync(default));
        Assert.Equal(120, _notices.All.Count);

        _notices.DiesAfter = null;
        using var next = new AlarmNotices(_alarms, _notices, _registry.Reader, _time, NullLogger<AlarmNotices>.Instance);
        await next.TellAsync(default);
        Assert.Equal(Enumerable.Range(1, 250).Select(gateway => $"Gateway silent: gateway gw-{gateway}"), _notices.All.Select(notice => notice.Texts.English.Title));
        Assert.Equal(1, _notices.Repeated); // the one whose reading was not stored

        await next.TellAsync(default);
        Assert.Equal((250, 1), (_notices.All.Count, _notices.Repeated));
    }

    [Fact]
    public async Task What_concerns_the_cloud_is_told_to_every_community()
    {
        Happen(AlarmEventKind.Raised, AlarmKind.NotRecording, AlarmSeverity.Critical, AlarmSubject.Installation, "the journal's disk is full");
        await _relay.TellAsync(default);
        Assert.Equal(["a", "b"], _notices.All.Select(notice => notice.Community));
        Assert.All(_notices.All, notice => Assert.Equal(NoticeUrgency.Urgent, notice.Urgency));
        Assert.Equal(2, _notices.All.Select(notice => notice.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_details_of_the_cloud_and_the_words_of_its_administrator_are_told_to_no_community()
    {
        foreach (var subject in (AlarmSubject[])[AlarmSubject.Installation, AlarmSubject.Projection("live")])
        {
            var id = Happen(AlarmEventKind.Raised, AlarmKind.NotRecording, AlarmSeverity.Critical, subject, "/var/lib/hidden is full");
            Assert.NotNull(_alarms.Acknowledge("", id, "u-hidden", "hidden: call Bob"));
            Happen(AlarmEventKind.Cleared, AlarmKind.NotRecording, AlarmSeverity.Critical, subject, "hidden is gone", id);
        }

        await _relay.TellAsync(default);
        Assert.Equal(12, _notices.All.Count);
        foreach (var notice in _notices.All)
        {
            var (english, chinese) = (notice.Texts.English, notice.Texts.Chinese);
            Assert.DoesNotContain("hidden", $"{english} {chinese} {notice.Data}", StringComparison.Ordinal);
            Assert.Contains("The administrator of the cloud sees the details.", english.Text, StringComparison.Ordinal);
            Assert.Contains("详情由云平台管理员查看。", chinese.Text, StringComparison.Ordinal);
            Assert.Equal("notRecording", Text(notice.Data, "kind"));
        }
    }

    [Fact]
    public async Task While_nobody_knows_the_communities_what_concerns_the_cloud_waits_to_be_told()
    {
        Happen(AlarmEventKind.Raised, AlarmKind.NotRecording, AlarmSeverity.Critical, AlarmSubject.Installation, "");
        using (var away = new RegistryDatabase(new RegistryOptions { Path = _folder.File("away.db") }))
        using (var unread = new AlarmNotices(_alarms, _notices, new RegistryReader(away), _time, NullLogger<AlarmNotices>.Instance))
            await Assert.ThrowsAsync<RegistryUnavailableException>(() => unread.TellAsync(default));
        Assert.Empty(_notices.All);
        await _relay.TellAsync(default);
        Assert.Equal(["a", "b"], _notices.All.Select(notice => notice.Community));
    }

    [Fact]
    public async Task Events_that_were_deleted_before_they_became_notices_are_logged_once_and_keep_nothing_back()
    {
        var id = Happen(AlarmEventKind.Raised, AlarmKind.GatewaySilent, AlarmSeverity.Major, Gateway, "offline");
        Happen(AlarmEventKind.Cleared, AlarmKind.GatewaySilent, AlarmSeverity.Minor, Gateway, "", id);
        Assert.Equal(1, _alarms.Expire("a", _time.GetUtcNow().AddDays(1), 10).Count);
        var log = new RecordingLogger<AlarmNotices>();
        using var relay = new AlarmNotices(_alarms, _notices, _registry.Reader, _time, log);
        await relay.TellAsync(default);
        await relay.TellAsync(default);
        Assert.Contains("events 0 to 2", Assert.Single(log.Messages), StringComparison.Ordinal);
        Happen(AlarmEventKind.Raised, AlarmKind.SensorStuck, AlarmSeverity.Minor, Gateway, "stuck");
        await relay.TellAsync(default);
        Assert.Equal("alarm.raised", Assert.Single(_notices.All).Kind);
        Assert.Equal(3, _alarms.ReadThrough("notices"));
    }

    [Fact]
    public async Task An_alarm_of_a_community_that_cannot_have_channels_does_not_stop_the_others()
    {
        Happen(AlarmEventKind.Raised, AlarmKind.GatewaySilent, AlarmSeverity.Major, Gateway with { Community = "no such\tname" }, "offline");
        Happen(AlarmEventKind.Raised, AlarmKind.SensorStuck, AlarmSeverity.Minor, new AlarmSubject(AlarmSubjectKind.Point, "a", new string('z', 300), "desk/\u00071"), "stuck");
        await _relay.TellAsync(default);
        var notice = Assert.Single(_notices.All);
        Assert.Equal(("a", Notice.LongestTitle), (notice.Community, notice.Texts.English.Title.Length));
    }

    [Fact]
    public void Every_kind_has_words_in_both_languages()
    {
        foreach (var kind in Enum.GetValues<AlarmKind>())
        {
            var alarm = new Alarm("1", kind, AlarmSeverity.Minor, AlarmState.Open, Gateway, "x", _time.GetUtcNow(), null, null, null, null, null);
            var notice = AlarmText.Of(new StoredAlarmEvent(1, AlarmEventKind.Raised, _time.GetUtcNow(), "x", null, alarm), "a");
            Assert.Empty(notice.Faults());
            Assert.NotEqual(notice.Texts.English.Title, notice.Texts.Chinese.Title);
        }
    }

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();

    private string Happen(AlarmEventKind what, AlarmKind kind, AlarmSeverity severity, AlarmSubject subject, string detail, string? id = null)
    {
        var key = new AlarmKey(kind, subject);
        id ??= AlarmIds.Of(key, _time.GetUtcNow());
        _alarms.Commit(new BookTurn(_alarms.LoadBook(), [new AlarmEvent(id, what, _time.GetUtcNow(), key, severity, detail)], [], []));
        return id;
    }

    /// <summary>Keeps notices by id, as the queue does.</summary>
    private sealed class KeptNotices : INotices
    {
        public List<Notice> All { get; } = [];

        public int? DiesAfter { get; set; }

        public int Repeated { get; private set; }

        public Task<bool> AddAsync(Notice notice, CancellationToken cancellation = default)
        {
            Assert.Empty(notice.Faults());
            var isNew = All.TrueForAll(known => known.Id != notice.Id);
            if (isNew) All.Add(notice);
            else Repeated++;
            return All.Count == DiesAfter ? throw new DatabaseUnavailableException("killed") : Task.FromResult(isNew);
        }
    }
}
