using System.Net.ServerSentEvents;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Http;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

/// <summary>How long an open stream goes on.</summary>
public sealed class LiveReaderTests : ICallers, ICommunities
{
    private readonly FakeTimeProvider _time = new();
    private readonly DefaultHttpContext _http = new();
    private KnownCaller _known;
    private Exception? _failure;
    private bool _wasLook;
    private bool _givesDesks = true;

    public LiveReaderTests()
    {
        _known = new KnownCaller(new Caller("eva", "Eva", [Grant.Administrator]), CredentialKind.Session, _time.GetUtcNow() + TimeSpan.FromHours(1));
        _http.Features.Set(_known);
        _http.Features.Set(_known.Caller);
    }

    [Fact]
    public async Task A_look_is_no_use_of_the_session()
    {
        Assert.True(await Reader().StillMayAsync());
        Assert.True(_wasLook);
    }

    [Fact]
    public async Task While_the_database_is_away_it_goes_on_for_a_quarter_of_an_hour()
    {
        var reader = Reader();
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True(await reader.StillMayAsync());
        _failure = new DatabaseUnavailableException("away");
        _time.Advance(KnownCaller.KeptWhileAway - TimeSpan.FromSeconds(1));
        Assert.True(await reader.StillMayAsync());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await reader.StillMayAsync());
    }

    [Fact]
    public async Task While_the_database_is_away_it_goes_on_no_longer_than_the_credential()
    {
        var reader = Reader();
        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await reader.StillMayAsync());
        _failure = new DatabaseUnavailableException("away");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await reader.StillMayAsync());
    }

    [Fact]
    public async Task With_other_roles_it_ends()
    {
        var reader = Reader();
        _known = _known with { Caller = new Caller("eva", "Eva", [Grant.Administrator, Grant.City]) };
        Assert.False(await reader.StillMayAsync());
    }

    [Fact]
    public async Task When_figures_of_desks_are_switched_off_or_on_it_ends()
    {
        var reader = Reader(new LiveFloor(NoBoard.Drawn, NoBoard.Drawn.Floors[0]));
        Assert.True(await reader.StillMayAsync());
        _givesDesks = false;
        Assert.False(await reader.StillMayAsync());
        Assert.True(await Reader(new LiveFloor(NoBoard.Drawn, NoBoard.Drawn.Floors[0])).StillMayAsync());
    }

    [Fact]
    public void Who_sees_no_gateways_gets_no_event_in_which_they_alone_have_changed()
    {
        Is(Grant.Tenant("c", "t1"));
        var reader = Reader(Floor());
        var now = _time.GetUtcNow();
        var change = new LiveEvent(null, new LiveChange(now, now, [], [Gateway]));
        Assert.Null(reader.Shown(change));

        // A history is told, and so is its end.
        var history = new HistoryProgress(now, null, 1, 1, null);
        Assert.NotNull(reader.Shown(new LiveEvent(null, change.Change! with { History = history })));
        Assert.Null(reader.Shown(change)!.Change!.Gateways);
        Assert.Null(reader.Shown(change));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_time_of_the_newest_reading_is_told_where_desks_are_or_to_who_sees_gateways(bool givesDesks)
    {
        _givesDesks = givesDesks;
        var now = _time.GetUtcNow();
        var snapshot = new LiveEvent(new LiveSnapshot(now, "v1", now, [], [Gateway]), null);
        var change = new LiveEvent(null, new LiveChange(now, now, [], [Gateway]) { Zones = [new LiveZone(new("c", "A"), 7, 0, 2, 2)] });
        Assert.Equal(now, Reader(Floor()).Shown(snapshot)!.Snapshot!.NewestReading);
        Assert.Equal(now, Reader(Floor()).Shown(change)!.Change!.NewestReading);

        Is(Grant.Tenant("c", "t1"));
        DateTimeOffset? told = givesDesks ? now : null;
        Assert.Equal(told, Reader(Floor()).Shown(snapshot)!.Snapshot!.NewestReading);
        Assert.Equal(told, Reader(Floor()).Shown(change)!.Change!.NewestReading);
        Assert.Single(Reader(Floor()).Shown(change)!.Change!.Zones!);
    }

    /// <summary>Without looks a stream would go on for ever.</summary>
    [Fact]
    public async Task When_nobody_can_look_any_more_the_stream_ends()
    {
        _failure = new InvalidOperationException("something new");
        var items = Channel.CreateUnbounded<SseItem<string>>();
        using var ends = new CancellationTokenSource();
        var beats = LiveEndpoints.BeatAsync(Reader(), _time, items.Writer, ends.Token);
        await Eventually.ThatAsync(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(2));
                return Task.FromResult(beats.IsCompleted);
            },
            Eventually.Patience,
            "the beats to end");

        await beats;
        while (items.Reader.TryRead(out _))
        {
            // the beats before the look
        }

        Assert.Same(_failure, await Assert.ThrowsAsync<InvalidOperationException>(() => items.Reader.Completion));
    }

    public bool IsStrange(HttpContext context) => false;

    public ValueTask<Caller> FindAsync(HttpContext context)
    {
        _wasLook = context.Features.Get<Look>() is not null;
        if (_failure is not null) throw _failure;
        context.Features.Set(_known);
        return ValueTask.FromResult(_known.Caller);
    }

    public string? DistrictOf(string community) => null;

    public bool GivesDesks(string community) => _givesDesks;

    private static ShownGateway Gateway => new(new GatewayKey("c", "gw-1"), true, null, 0, null);

    private static LiveFloor Floor() => new(NoBoard.Drawn, NoBoard.Drawn.Floors[0]);

    private void Is(Grant grant)
    {
        _known = _known with { Caller = new Caller("eva", "Eva", [grant]) };
        _http.Features.Set(_known);
        _http.Features.Set(_known.Caller);
    }

    private LiveReader Reader(LiveFloor? floor = null) => new(new NoBoard(), new LiveSight(this), floor, _http, this, _time);

    private sealed class NoBoard : ILiveBoard
    {
        public static readonly Community Drawn = ArrangedPlan.Of("c", [new("A", ["desk/1"])]);

        public LivePlan Plan => new([Drawn], "v1");

        public IReadOnlyList<LiveTrouble> Troubles => [];

        public LiveSnapshot Snapshot(LiveFloor floor) => throw new NotSupportedException();

        public IAsyncEnumerable<LiveEvent> FollowAsync(LiveFloor? floor, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
