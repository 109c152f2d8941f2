using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>Somebody comes at 9:00, settles within a minute, stirs at equal intervals for two hours, and leaves. As the recording <c>4-still-sitter</c>, with another interval.</summary>
internal static class StillSitter
{
    private const int Arrival = 60 * 60;
    private const int FirstSit = 60;
    private const int SitsSeconds = 2 * 60 * 60;
    private const int PulseSeconds = 5;

    public static RecordedRoom Room(int stirMinutes)
    {
        int[] pulses =
        [
            0, 15, 30, 45,
            .. Enumerable.Range(1, SitsSeconds / 60 / stirMinutes).Select(stir => FirstSit + (stir * stirMinutes * 60)).Where(second => second < FirstSit + SitsSeconds),
            FirstSit + SitsSeconds, FirstSit + SitsSeconds + 15,
        ];
        var start = PlayedFault.At("08:00:00");
        RoomRow Row(int second, bool motion, bool occupied) => new(start + (second * 1000L), [motion ? 1 : 0], occupied);
        return new RecordedRoom(
            $"stirs every {stirMinutes} min",
            [new RecordedColumn("S1_PIR", ColumnKind.Motion)],
            [
                Row(0, false, false),
                .. pulses.SelectMany(pulse => ((RoomRow[])[Row(Arrival + pulse, true, true), Row(Arrival + pulse + PulseSeconds, false, true)])),
                Row(Arrival + pulses[^1] + PulseSeconds + 1, false, false),
                Row(Arrival + FirstSit + SitsSeconds + Arrival, false, false),
            ],
            new RowRhythm(null));
    }
}
