using System.Text.Json;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// Where the usage records begin when they are made again. In a journal of which nothing has expired, at its beginning. Else with the state that the
/// journal keeps for it (<see cref="RebuildStart"/>), so that everything after it comes out byte for byte as before. Where another version of the
/// fold wrote that state, the entries that are left are read from the beginning, and only the hours that came whole are made.
/// </summary>
/// <param name="State">What was counted at the position; null for nothing.</param>
/// <param name="Position">The last entry that the state has seen.</param>
/// <param name="CompleteFromMs">No hour that begins before is made; 0 where each can be. In ms since 1970 UTC.</param>
internal sealed record UsageRestart(UsageState? State, long Position, long CompleteFromMs)
{
    // What a sensor said before is unknown, and sensors report changes only: a day later most of them have.
    private const long SettlingMs = 24 * MetricHour.LengthMs;

    public static UsageRestart Of(Journal journal)
    {
        if (journal.RebuildStart is not { } start) return new UsageRestart(null, 0, 0);
        if (start.Version == UsageFold.Version && TryRead(start.State) is { } state) return new UsageRestart(state, start.Position, 0);
        var receivedMs = start.ReceivedAt.ToUnixTimeMilliseconds();
        return new UsageRestart(null, 0, MetricHour.StartOf(receivedMs + MetricHour.LengthMs - 1 + SettlingMs, 0));
    }

    /// <summary>Brings a fold to the position.</summary>
    public void Begin(UsageFold fold, Journal journal) => fold.Load(State, Position > 0 ? journal.ReadBirths(Position) : [], CompleteFromMs);

    /// <summary>Drops the records that are made again, and what was counted.</summary>
    public void Discard(IUsageStore store)
    {
        if (CompleteFromMs > 0) store.DiscardFrom(CompleteFromMs);
        else store.DiscardAfter(Position);
    }

    private static UsageState? TryRead(byte[] state)
    {
        try
        {
            return UsageState.Read(state);
        }
        catch (JsonException)
        {
            return null; // as of another version
        }
    }
}
