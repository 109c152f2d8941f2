using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;
using OpcSpaces.Testing;
using OpcSpaces.Timing;

namespace OpcSpaces.Cloud.Tests.Settings;

/// <summary>The clock of a demonstration.</summary>
public sealed class DataClockTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("data-clock");

    private string ClockFile => _data.File(DataClock.FileName);

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Without_the_file_it_is_the_right_time() => Assert.Same(TimeProvider.System, DataClock.Of(_data.FullPath));

    [Theory]
    [InlineData("-216000\n", -216_000)]
    [InlineData("60.5", 60.5)]
    public void The_file_shifts_it(string text, double seconds)
    {
        File.WriteAllText(ClockFile, text);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.IsType<ShiftedTime>(DataClock.Of(_data.FullPath)).Ahead);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("1e9")]
    [InlineData("99999999999")]
    public void What_is_no_number_of_seconds_is_refused_by_name(string text)
    {
        File.WriteAllText(ClockFile, text);
        Assert.Contains("demo-clock' does not hold a number of seconds: delete it", Assert.Throws<NamedFileException>(() => DataClock.Of(_data.FullPath)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3600", "it is of a demonstration, whose clock is shifted: add --demo-visitor, or delete")]
    [InlineData("soon", "does not hold a number of seconds")]
    public async Task A_cloud_for_real_people_does_not_start_with_it(string text, string said)
    {
        await File.WriteAllTextAsync(ClockFile, text);
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Wrong, await CloudCommand.RunAsync(["--data", _data.FullPath, "--check"], TextWriter.Null, error));
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_say_what_is_wrong_with_it()
    {
        await File.WriteAllTextAsync(ClockFile, "soon");
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Wrong, await CloudCommand.RunAsync(["usage", "zone", "open-3", "--data", _data.FullPath], TextWriter.Null, error));
        Assert.Contains("does not hold a number of seconds", error.ToString(), StringComparison.Ordinal);
    }
}
