using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Http;
using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Live;

/// <summary>Somebody who reads the live stream.</summary>
/// <param name="board">What is read.</param>
/// <param name="sight">What may be seen of it.</param>
/// <param name="floor">Null for everything.</param>
/// <param name="http">The request, which lasts as long as the stream.</param>
/// <param name="callers">Knows whether the reader is still signed in.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveReader(ILiveBoard board, LiveSight sight, LiveFloor? floor, HttpContext http, ICallers callers, TimeProvider time)
{
    private readonly bool _givesDesks = floor is null || sight.GivesDesks(floor.Community.Id);
    private readonly HashSet<Grant> _grants = [.. http.Caller().Grants];
    private DateTimeOffset _knownAt = time.GetUtcNow();
    private DateTimeOffset _endsAt = EndOf(http);
    private bool _hadHistory;

    public ILiveBoard Board { get; } = board;

    /// <summary>Null for everything.</summary>
    public LiveFloor? Floor { get; } = floor;

    public Caller Caller { get; } = http.Caller();

    /// <summary>The troubles that it may know of.</summary>
    public IReadOnlyList<LiveTrouble> Troubles => sight.Troubles(Caller, Board.Troubles);

    /// <summary>What it gets of an event of the board; null for nothing. Events are asked about in their order.</summary>
    public LiveEvent? Shown(LiveEvent live)
    {
        var shown = sight.Event(Caller, Floor, live, _hadHistory);
        if (shown is not null) _hadHistory = (shown.Snapshot?.History ?? shown.Change?.History) is not null;
        return shown;
    }

    /// <summary>
    /// Whether it still may read what it reads, with the same roles, and the community still gives as much. A page whose stream ends begins a new one, and shows what it then gets. To look is no use of a session: an open page ends with it. Who cannot be asked about, because the database
    /// is away, reads on for <see cref="KnownCaller.KeptWhileAway"/>, and no longer than its credential lasts.
    /// </summary>
    public async Task<bool> StillMayAsync()
    {
        var now = time.GetUtcNow();
        if (now >= _endsAt || (Floor is not null && sight.GivesDesks(Floor.Community.Id) != _givesDesks)) return false;
        http.Features.Set(Look.Only);
        try
        {
            var caller = await callers.FindAsync(http);
            if (caller.Id != Caller.Id || !_grants.SetEquals(caller.Grants)) return false;
            (_knownAt, _endsAt) = (now, EndOf(http));
            return Floor is null ? LiveSight.SeesAll(caller) : sight.Plan(caller, Board.Plan).Find(Floor.Community.Id, Floor.Floor.Id).Count > 0;
        }
        catch (DatabaseUnavailableException)
        {
            return now - _knownAt < KnownCaller.KeptWhileAway;
        }
    }

    private static DateTimeOffset EndOf(HttpContext http) => http.Known()?.EndsAt ?? DateTimeOffset.MaxValue;
}
