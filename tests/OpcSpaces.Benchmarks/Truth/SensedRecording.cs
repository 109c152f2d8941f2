using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>What the agent's own sensing makes of a recording.</summary>
/// <param name="Scores">Its readings.</param>
/// <param name="Hours">Its intervals.</param>
internal sealed record SensedRecording(TruthScores Scores, HourScores Hours)
{
    /// <param name="room">The recording.</param>
    /// <param name="settings">What is known about its detectors.</param>
    /// <param name="tuning">Other numbers than the agent's; null for these.</param>
    public static SensedRecording Of(RecordedRoom room, PlaySettings settings, PresenceTuning? tuning = null)
    {
        // The place keeps what it learned while the gateway is off.
        var (learned, hours) = (new LearnedPlace(tuning), HourScores.None);
        var scores = TruthScores.Of([.. room.Stretches()], new MinuteTruth(room.Watched(), room.Occupied()), stretch =>
        {
            var played = RoomPlayer.Play(stretch, settings, learned);
            hours += HourScores.Of(stretch, played.Hours);
            return played.Readings;
        });
        return new SensedRecording(scores, hours);
    }
}
