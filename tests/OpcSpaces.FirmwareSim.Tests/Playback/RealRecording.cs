using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Playback;

/// <summary>The recorded room, read here by splitting strings, so that the tests do not depend on the reader that they test.</summary>
internal static class RealRecording
{
    /// <summary>Time of each row and whether S6_PIR and S7_PIR were high.</summary>
    public static IReadOnlyList<(DateTimeOffset At, bool S6, bool S7)> Rows() =>
    [
        .. File.ReadLines(RecordedRoomFile.FullPath).Skip(1).Select(line => line.Split(',')).Select(fields =>
            (DateTimeOffset.Parse($"{fields[0]} {fields[1]}Z", CultureInfo.InvariantCulture), fields[2] == "1", fields[3] == "1")),
    ];
}
