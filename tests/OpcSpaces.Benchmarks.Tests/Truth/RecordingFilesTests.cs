using OpcSpaces.Benchmarks.Tests.Recordings;
using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.CommandLine;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>Which recordings a run reads, and what it says about those that it cannot.</summary>
public sealed class RecordingFilesTests : IDisposable
{
    private const string Header = "Date,Time,S1_PIR,Room_Occupancy_Count";
    private const string Row = "2018-01-01,10:00:00,1,1";
    private readonly RecordingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Without_names_the_included_room_and_the_included_faults_are_read() =>
        Assert.Equal(
            ["room-occupancy", "1-passers-by", "2-short-absences", "2b-nine-minutes-away", "3-held-high", "4-still-sitter", "5-night-bursts", "6-plug-sleeps-later", "7-one-pulse"],
            Names(new RecordingChoice()));

    [Fact]
    public void Files_folders_and_patterns_are_read_once_each_and_other_files_are_not()
    {
        foreach (var name in (string[])["b-2.csv", "b-1.CSV", "a.csv"]) _bench.Write(name, Header, Row);
        _bench.Write("notes.txt", "nothing");
        var file = Path.Combine(_bench.Folder, "a.csv");

        Assert.Equal(["a", "b-1", "b-2"], Names(new RecordingChoice { Folders = [_bench.Folder] }));
        Assert.Equal(["a", "b-1", "b-2"], Names(new RecordingChoice { Files = [file, file], Folders = [Path.Combine(_bench.Folder, "b-*")] }));
        Assert.Equal(["b-2"], Names(new RecordingChoice { Folders = [Path.Combine(_bench.Folder, "b-?.csv")] }));
    }

    [Fact]
    public void The_faults_of_all_files_and_folders_are_told_at_once()
    {
        var torn = _bench.Write("torn.csv", Header, Row, "2018-01-01,10:0");
        var without = _bench.Write("without.csv", "Date,Time,S1_PIR", "2018-01-01,10:00:00,1");
        var empty = Directory.CreateDirectory(Path.Combine(_bench.Folder, "empty")).FullName;

        var exception = Assert.Throws<CommandLineException>(() => RecordingFiles.ReadAll(new RecordingChoice { Files = [torn, without, "/nowhere/x.csv"], Folders = [empty, "/nowhere", "/nowhere/a*"] }));

        Assert.Equal(
            [
                $"--recordings \"{empty}\" has no file that ends in .csv: give a folder with recordings, or FOLDER/NAME*",
                "--recordings \"/nowhere\" does not exist: give a folder with recordings",
                "--recordings \"/nowhere/a*\" does not exist: give a folder with recordings",
                $"{torn}:3: has 2 fields instead of 4",
                $"{without}:1: has no column \"Room_Occupancy_Count\": its columns are \"Date, Time, S1_PIR\"",
                "/nowhere/x.csv: does not exist: create it, or correct its name",
            ],
            exception.Message.Split('\n'));
    }

    [Fact]
    public void A_file_in_place_of_a_folder_is_told()
    {
        var file = _bench.Write("a.csv", Header, Row);

        var exception = Assert.Throws<CommandLineException>(() => RecordingFiles.ReadAll(new RecordingChoice { Folders = [file] }));

        Assert.StartsWith($"--recordings \"{file}\" ", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(RecordingChoice choice) => RecordingFiles.ReadAll(choice).Select(room => room.Name);
}
