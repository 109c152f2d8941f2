using OpcSpaces.CommandLine;
using OpcSpaces.Edge.Testing.Recordings;
using OpcSpaces.FirmwareSim.Playback;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>Finds and reads the recordings of a run. Throws <see cref="CommandLineException"/> with the faults of all of them.</summary>
internal static class RecordingFiles
{
    /// <summary>More in one run is probably the wrong folder.</summary>
    public const int Most = 1000;

    private const string Ending = ".csv";

    /// <summary>The recorded room of the repository, and its recordings of single faults.</summary>
    public static IReadOnlyList<string> Included =>
        [RecordedRoomFile.FullPath, .. Directory.EnumerateFiles(RecordedFaultFiles.Folder, $"*{Ending}").Order(StringComparer.Ordinal)];

    /// <summary>All recordings that were chosen, in the order in which they were named.</summary>
    public static IReadOnlyList<RecordedRoom> ReadAll(RecordingChoice choice)
    {
        var faults = new List<string>();
        var files = choice.NamesRecordings ? Find(choice, faults) : Included;
        if (files.Count > Most) throw new CommandLineException($"{Terminal.Count(files.Count, "recording")} are too many for one run: give at most {Most}");
        var rooms = new List<RecordedRoom>();
        foreach (var file in files)
        {
            try
            {
                rooms.Add(Read(file, choice.Columns));
            }
            catch (RecordingException exception)
            {
                faults.Add(exception.Message);
            }
        }

        return faults.Count == 0 ? rooms : throw new CommandLineException(faults);
    }

    private static RecordedRoom Read(string file, IReadOnlyList<string>? columns)
    {
        var room = RecordedRoomReader.ReadFile(file, columns);
        return room.Columns.Any(column => !column.Kind.IsWeak) ? room : throw new RecordingException(file, [new RecordingFault(
            1, $"has only columns that alone say too little about presence ({string.Join(", ", room.Columns.Select(column => column.Name))}): add one that ends in _PIR, _DOOR or _WATTS")]);
    }

    private static List<string> Find(RecordingChoice choice, List<string> faults)
    {
        var found = choice.Files.ToList();
        foreach (var folder in choice.Folders)
        {
            var (path, pattern) = Split(folder);
            try
            {
                var files = Directory.EnumerateFiles(path, pattern).Where(file => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
                if (files.Count == 0) faults.Add($"--recordings {Terminal.Quote(folder)} has no file that ends in {Ending}: give a folder with recordings, or FOLDER/NAME*");
                found.AddRange(files);
            }
            catch (DirectoryNotFoundException)
            {
                faults.Add($"--recordings {Terminal.Quote(folder)} does not exist: give a folder with recordings");
            }
            catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
            {
                faults.Add($"--recordings {Terminal.Quote(folder)} cannot be read ({exception.Message}): give a folder that this account can read");
            }
        }

        return [.. found.DistinctBy(Path.GetFullPath)];
    }

    // The last part of a path may have wildcards.
    private static (string Folder, string Pattern) Split(string path) => Directory.Exists(path) || Path.GetFileName(path).AsSpan().IndexOfAny('*', '?') < 0
        ? (path, "*")
        : (Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", Path.GetFileName(path));
}
