using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Commands;

/// <summary>The command <c>replay</c>: recordings that can be played, and those that cannot.</summary>
public sealed class ReplayCommandTests : CommandLineTests
{
    [Fact]
    public async Task A_recording_that_is_no_text_is_one_short_line()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("picture.csv");
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(file, bytes);

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Equal($"opcspaces-sim: {file}: is not a text file: give a CSV file in UTF-8", Error.ToString().TrimEnd());
    }

    [Fact]
    public async Task The_lines_of_a_damaged_recording_are_short()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("long.csv");
        await File.WriteAllTextAsync(file, $"Date,Time,A_PIR\n{new string('x', 5_000)},{new string('y', 5_000)},{new string('z', 5_000)}\n\"{new string('q', 5_000)}");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.All(Error.ToString().TrimEnd().Split('\n'), line => Assert.True(line.Length < file.Length + 160, line));
    }

    [Fact]
    public async Task Names_of_a_files_columns_reach_the_terminal_without_control_characters()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("colours.csv");
        await File.WriteAllTextAsync(file, "Date,Time,\u001b[31mred_PIR\n2026-03-02,10:00:00,1\n");

        Assert.Equal(0, await RunAsync("replay", file, "--data", directory.File("data"), "--for", "0.01"));
        Assert.Contains("1 row of \uFFFD[31mred_PIR", Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_very_many_faults_the_first_are_shown_and_how_many_follow()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("broken.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n" + string.Concat(Enumerable.Repeat("x\n", 300_000)));

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        var lines = Error.ToString().TrimEnd().Split('\n');
        Assert.Equal((21, $"opcspaces-sim: {file}: and 299,980 more faults"), (lines.Length, lines[^1]));
    }

    [Fact]
    public async Task A_broken_recording_names_file_and_line_of_every_fault()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("broken.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n2026-03-02,10:00:00,2\n2026-03-02,09:00:00,1,1\n");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Equal(
            [$"opcspaces-sim: {file}:2: has the motion value \"2\": use 0 or 1", $"opcspaces-sim: {file}:3: has 4 fields instead of 3"],
            Error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_recording_of_the_future_is_refused()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.File("future.csv");
        await File.WriteAllTextAsync(file, "Date,Time,A_PIR\n2099-03-02,10:00:00,1\n");

        Assert.Equal(2, await RunAsync("replay", file, "--data", directory.File("data")));
        Assert.Contains("is in the future", Assert.Single(Error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
