using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Alarms.Databases;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Databases;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.Alarms.Tests;

/// <summary>Engine and store together, on both databases. A kill is an engine that is dropped: nothing but the database remains.</summary>
public abstract class AlarmStoreContract : IDisposable
{
    private static readonly GatewayKey Gateway = new("hub", "gw-1");

    private readonly TemporaryDirectory _folder = new("alarms");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 16, 2, 0, 0, TimeSpan.Zero));
    private readonly List<IDisposable> _open = [];
    private readonly TestSights _sights;
    private AlarmStore _store = null!;
    private AlarmEngine _engine = null!;
    private AlarmHealth _health = null!;
    private string? _postgres;
    private bool _isMade;

    protected AlarmStoreContract() => _sights = new TestSights(_time);

    public void Dispose()
    {
        foreach (var opened in _open) opened.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The connection string of an empty database; null for SQLite.</summary>
    protected abstract string? Postgres();

    [Fact]
    public void An_alarm_is_raised_acknowledged_and_cleared_and_its_history_stays()
    {
        Start();
        Silence();
        Judge(10);
        var alarm = Assert.Single(List(AlarmState.Open));
        Assert.Equal((AlarmKind.GatewaySilent, "gw-1", _sights.OfflineSince!.Value.AddMinutes(5)), (alarm.Kind, alarm.Subject.Id, alarm.RaisedAt));
        var acknowledged = _store.Acknowledge("hub", alarm.Id, "u-1", "somebody is on the way")!;
        Assert.Equal((AlarmState.Acknowledged, "u-1", "somebody is on the way"), (acknowledged.State, acknowledged.AcknowledgedBy, acknowledged.Note));
        // Who comes second changes nothing.
        Assert.Equal(acknowledged, _store.Acknowledge("hub", alarm.Id, "u-2", "I am"));
        Assert.Null(_store.Acknowledge("other", alarm.Id, "u-1", null));
        _sights.OfflineSince = null;
        Judge(10);
        Assert.Equal(AlarmState.Cleared, _store.Acknowledge("hub", alarm.Id, "u-2", "too late")!.State);
        var (past, events) = _store.Find("hub", alarm.Id)!.Value;
        Assert.Equal(["Raised ", "Acknowledged u-1", "Cleared "], events.Select(happened => $"{happened.Event} {happened.Who}"));
        Assert.Equal([1, 2, 3], events.Select(happened => happened.Sequence));
        Assert.Equal(past, Assert.Single(List(AlarmState.Cleared)));
        Assert.Empty(List(AlarmState.Open));
        Assert.Null(_store.Find("other", alarm.Id));
    }

    [Fact]
    public void An_engine_that_is_killed_at_any_minute_raises_nothing_twice_and_loses_nothing()
    {
        Start();
        for (var minute = 0; minute < 120; minute++)
        {
            if (minute % 40 == 5) Silence();
            if (minute % 40 == 25) _sights.OfflineSince = null;
            if (minute % 3 == 0) Start();
            Judge(1);
        }

        var events = _store.EventsAfter("hub", 0, 100);
        Assert.Equal(["Raised", "Cleared", "Raised", "Cleared", "Raised", "Cleared"], events.Select(happened => happened.Event.ToString()));
        Assert.Equal(Enumerable.Range(1, 6).Select(number => (long)number), events.Select(happened => happened.Sequence));
        Assert.Equal(3, events.Select(happened => happened.Alarm.Id).Distinct().Count());
        Assert.Equal(events.Skip(4).Select(happened => happened.Sequence), _store.EventsAfter(null, 4, 100).Select(happened => happened.Sequence));
        Assert.Equal(2, _store.EventsAfter(null, 0, 2).Count);
    }

    [Fact]
    public void What_waits_to_be_raised_survives_a_kill()
    {
        Start();
        _sights.Backlog = 5_000;
        Judge(21);
        Start();
        Judge(9);
        Assert.Empty(List());
        // A twentieth of the wait may be counted again, and the first judgement counts nothing.
        Judge(5);
        Assert.Equal(AlarmKind.BacklogGrowing, Assert.Single(List(AlarmState.Open)).Kind);
    }

    [Fact]
    public void An_open_alarm_that_nobody_can_judge_says_why()
    {
        Start();
        _sights.Backlog = 5_000;
        Judge(40);
        var version = _store.Version;
        Silence();
        Judge(1);
        Assert.Equal("its backlog is known while it is online", Assert.Single(List(AlarmState.Open)).Unjudged);
        Assert.NotEqual(version, _store.Version);
    }

    [Fact]
    public void Lists_are_filtered_and_have_pages()
    {
        Start();
        _sights.Backlog = 5_000;
        Judge(40);
        Silence();
        Judge(10);
        Assert.Equal([AlarmKind.GatewaySilent, AlarmKind.BacklogGrowing], List().Select(alarm => alarm.Kind));
        Assert.Equal(AlarmKind.BacklogGrowing, Assert.Single(_store.List("hub", new AlarmFilter(Kind: AlarmKind.BacklogGrowing), null, 10)).Alarm.Kind);
        Assert.Empty(_store.List("hub", new AlarmFilter(Severity: AlarmSeverity.Critical), null, 10));
        Assert.Empty(_store.List("hub", new AlarmFilter(Subject: "gw-2"), null, 10));
        Assert.Equal(2, _store.List("hub", new AlarmFilter(SubjectKind: AlarmSubjectKind.Gateway, Subject: "gw-1"), null, 10).Count);
        var first = Assert.Single(_store.List("hub", new AlarmFilter(), null, 1));
        Assert.Equal(AlarmKind.BacklogGrowing, Assert.Single(_store.List("hub", new AlarmFilter(), first.Position, 10)).Alarm.Kind);
        Assert.Empty(_store.List("other", new AlarmFilter(), null, 10));
    }

    [Fact]
    public async Task The_engine_judges_by_the_clock_and_a_failed_judgement_is_shown_and_tried_again()
    {
        Start();
        _sights.Fault = "the sight is broken";
        await _engine.StartAsync(CancellationToken.None);
        await Eventually.ThatAsync(() => AdvanceAnd(() => _health.Away?.Why.Contains("the sight is broken", StringComparison.Ordinal) == true), Eventually.Patience, "the engine judges");
        _sights.Fault = null;
        Silence();
        await Eventually.ThatAsync(() => AdvanceAnd(() => _health.Away is null && List(AlarmState.Open).Count == 1), Eventually.Patience, "the engine judges");
        await _engine.StopAsync(CancellationToken.None);
    }

    [Fact]
    public void What_one_gateway_writes_does_not_stop_the_judgement_of_the_others()
    {
        Start();
        var poisoned = new PointKey("bad", "z", "env/\0");
        _sights.Points =
        [
            new SeenPoint(poisoned.InZone.Point("Health"), null, Gateway, PointValue.Of($"env/\0 chip silent; {new string('x', 4_000)} chip silent"), _time.GetUtcNow(), QualityCode.Good, false),
            new SeenPoint(poisoned, PointMetric.Co2, Gateway, PointValue.Of(5_000f), _time.GetUtcNow(), QualityCode.Good, false),
        ];
        Silence();
        Judge(60);
        Assert.Equal(AlarmKind.GatewaySilent, Assert.Single(List(AlarmState.Open)).Kind);
        Assert.Empty(_store.List("bad", new AlarmFilter(), null, 10));
        Assert.Equal(3, _health.Ignored);
    }

    [Fact]
    public void The_version_rises_also_after_a_commit_whose_outcome_is_not_known()
    {
        Start();
        var version = _store.Version;
        var happened = new AlarmEvent("a-1", AlarmEventKind.Raised, _time.GetUtcNow(), new AlarmKey(AlarmKind.GatewaySilent, AlarmSubject.Of(Gateway)), AlarmSeverity.Major, "offline");
        Assert.ThrowsAny<Exception>(() => _store.Commit(new BookTurn(_store.LoadBook(), [happened, happened], [], [])));
        Assert.NotEqual(version, _store.Version);
        Assert.Empty(List());
    }

    private bool AdvanceAnd(Func<bool> condition)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        return condition();
    }

    [Fact]
    public void How_far_a_reader_is_survives_and_is_its_own()
    {
        Start();
        Assert.Equal(0, _store.ReadThrough("channels"));
        var version = _store.Version;
        _store.SetReadThrough("channels", 7);
        _store.SetReadThrough("channels", 9);
        Assert.Equal(version, _store.Version); // no alarm has changed
        Start();
        Assert.Equal((9, 0), (_store.ReadThrough("channels"), _store.ReadThrough("others")));
    }

    [Fact]
    public void Cleared_alarms_expire_with_their_events_and_no_number_is_given_twice()
    {
        Start();
        for (var times = 0; times < 3; times++)
        {
            Silence();
            Judge(10);
            _sights.OfflineSince = null;
            Judge(10);
        }

        var cleared = List(AlarmState.Cleared).Select(alarm => alarm.ClearedAt!.Value).Order().ToList();
        Silence();
        Judge(10);
        var open = Assert.Single(List(AlarmState.Open));
        _store.Acknowledge("hub", open.Id, "u-1", null);
        var version = _store.Version;
        Assert.Equal((0, null), _store.Expire("hub", cleared[0], 10));
        Assert.Equal((0, null), _store.Expire("other", DateTimeOffset.MaxValue, 10));
        Assert.Equal((version, 0), (_store.Version, _store.DeletedThrough));

        // One at a time, those first that were cleared first.
        Assert.Equal(2, _store.CountClearedBefore(cleared[2]));
        Assert.Equal((1, cleared[0]), _store.Expire("hub", cleared[2], 1));
        Assert.Equal((1, cleared[1]), _store.Expire("hub", cleared[2], 1));
        Assert.Equal((0, null), _store.Expire("hub", cleared[2], 1));
        Assert.NotEqual(version, _store.Version);
        Assert.Equal(4, _store.DeletedThrough);
        Assert.Equal([5, 6, 7, 8], _store.EventsAfter(null, 0, 100).Select(happened => happened.Sequence));

        // The open one stays, however long ago it was raised, and its number is behind those that are gone.
        Assert.Equal(1, _store.Expire("hub", _time.GetUtcNow().AddDays(900), 10).Count);
        Assert.Equal(open.Id, Assert.Single(List()).Id);
        _sights.OfflineSince = null;
        Judge(10);
        Assert.Equal(1, _store.Expire("hub", _time.GetUtcNow(), 10).Count);
        Assert.Empty(_store.EventsAfter(null, 0, 100));
        Start();
        Silence();
        Judge(10);
        Assert.Equal([10], _store.EventsAfter(null, 0, 100).Select(happened => happened.Sequence));
        Assert.Equal((9, "hub"), (_store.DeletedThrough, Assert.Single(_store.Communities)));
    }

    private IReadOnlyList<Alarm> List(AlarmState? state = null) => [.. _store.List("hub", new AlarmFilter(state), null, 100).Select(item => item.Alarm)];

    private void Silence() => _sights.OfflineSince = _time.GetUtcNow();

    private void Judge(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            _engine.Judge();
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private void Start()
    {
        if (!_isMade) (_postgres, _isMade) = (Postgres(), true);
        var database = new AlarmsDatabase(
            _postgres is null ? new DatabasePlace { Path = _folder.File("alarms.db") } : new DatabasePlace { Provider = DatabaseProvider.Postgresql, ConnectionString = _postgres }, _time);
        (_store, _health) = (new AlarmStore(database, _time), new AlarmHealth(_time));
        _engine = new AlarmEngine(_store, _sights, _health, new AlarmOptions(), _time, NullLogger<AlarmEngine>.Instance);
        _open.Add(_engine);
        _open.Add(database);
    }

    /// <summary>One gateway.</summary>
    private sealed class TestSights(TimeProvider time) : IAlarmSightReader
    {
        public DateTimeOffset? OfflineSince { get; set; }

        public ulong Backlog { get; set; }

        public string? Fault { get; set; }

        public IReadOnlyList<SeenPoint> Points { get; set; } = [];

        public AlarmSight Read() => Fault is { } fault ? throw new InvalidOperationException(fault) : new AlarmSight(time.GetUtcNow())
        {
            Gateways = [new SeenGateway(Gateway, OfflineSince is null, OfflineSince ?? time.GetUtcNow().AddDays(-1), Backlog)],
            Points = Points,
        };
    }
}
