using System.Globalization;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.Edge.Testing.Truth;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>A recording of one fault, played through the agent's sensors at a place that has learned nothing yet.</summary>
internal sealed class PlayedFault
{
    private readonly PlayedStretch _played;

    private PlayedFault(RecordedRoom room)
    {
        Room = room;
        _played = RoomPlayer.Play(Assert.Single(room.Stretches()), new PlaySettings(), new LearnedPlace());
        Stays = ReportedStays.Of(_played.Readings, room.Rows[0].AtMs, room.EndMs);
    }

    public RecordedRoom Room { get; }

    public ReportedStays Stays { get; }

    public IReadOnlyList<ReportedState> Readings => _played.Readings;

    public IReadOnlyList<OccupiedHour> Hours => _played.Hours;

    public HourScores HourScores => HourScores.Of(Room, Hours);

    public MinuteScore Settled => MinuteScorer.Score(Room.Watched(), Room.Occupied(), Stays.Settled);

    /// <summary>Plays one of the recordings in the repository.</summary>
    public static PlayedFault Of(string name) => new(Read(name));

    /// <summary>The same, and then three quiet hours, in which all its hours become settled.</summary>
    public static PlayedFault WithQuietHoursAfter(string name) => WithQuietHoursAfter(Read(name));

    public static PlayedFault WithQuietHoursAfter(RecordedRoom room) =>
        new(room with { Rows = [.. room.Rows, room.Rows[^1] with { AtMs = room.EndMs + (3 * 3_600_000) }] });

    /// <summary>A time of the recordings' day.</summary>
    public static long At(string clock) => DateTimeOffset.Parse($"2026-03-02 {clock}Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    public static Span Between(string from, string to) => new(At(from), At(to));

    /// <summary>How long the spans overlap with a part of the day, in s.</summary>
    public static double SecondsWithin(IEnumerable<Span> spans, Span part) => spans.Sum(span => span.Within(part).Minutes * 60);

    private static RecordedRoom Read(string name) => RecordedRoomReader.ReadFile(RecordedFaultFiles.FullPath(name));
}
