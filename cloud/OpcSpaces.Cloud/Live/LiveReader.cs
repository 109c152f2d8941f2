using OpcSpaces.Api.Rights;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Live;

/// <summary>Somebody who reads the live stream.</summary>
/// <param name="Board">What is read.</param>
/// <param name="Sight">What may be seen of it.</param>
/// <param name="Floor">Null for everything.</param>
/// <param name="Http">The request, which lasts as long as the stream.</param>
/// <param name="Callers">Knows whether the reader is still signed in.</param>
internal sealed record LiveReader(ILiveBoard Board, LiveSight Sight, LiveFloor? Floor, HttpContext Http, ICallers Callers)
{
    public Caller Caller { get; } = Http.Caller();

    /// <summary>Whether it still may read what it reads. Who cannot be asked about, because the database is away, reads on.</summary>
    public async Task<bool> StillMayAsync()
    {
        try
        {
            var caller = await Callers.FindAsync(Http);
            return caller.Id == Caller.Id && (Floor is null ? LiveSight.SeesAll(caller) : Sight.Plan(caller, Board.Plan).Find(Floor.Community.Id, Floor.Floor.Id).Count > 0);
        }
        catch (DatabaseUnavailableException)
        {
            return true;
        }
    }
}
