using System.Globalization;

namespace OpcSpaces.FirmwareSim.Tests.Playback;

/// <summary>The recorded room beside the repository, read here by string splitting alone, as a second opinion on our reader.</summary>
internal static class RealRecording
{
    /// <summary>Throws where it is missing: without it the tests on real data have not passed.</summary>
    public static string File => Find();

    /// <summary>Time of each row and whether S6_PIR and S7_PIR were high.</summary>
    public static IReadOnlyList<(DateTimeOffset At, bool S6, bool S7)> Rows() =>
    [
        .. System.IO.File.ReadLines(File).Skip(1).Select(line => line.Split(',')).Select(fields =>
            (DateTimeOffset.Parse($"{fields[0]} {fields[1]}Z", CultureInfo.InvariantCulture), fields[16] == "1", fields[17] == "1")),
    ];

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            foreach (var near in new[] { folder.FullName, Path.Combine(folder.FullName, "..") })
            {
                var file = Path.GetFullPath(Path.Combine(near, "shared/data/room-occupancy-pir.csv"));
                if (System.IO.File.Exists(file))
                    return file;
            }
        }
        throw new FileNotFoundException("room-occupancy-pir.csv is in no folder shared/data beside or above the repository.");
    }
}
