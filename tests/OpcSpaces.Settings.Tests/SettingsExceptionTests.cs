namespace OpcSpaces.Settings.Tests;

public sealed class SettingsExceptionTests
{
    [Theory]
    [InlineData(1, 1, "boards[0].width: 0 – use 1 to 300")]
    [InlineData(100, 100, "boards[99].width: 0 – use 1 to 300")]
    [InlineData(300_000, 101, "and 299900 more faults")]
    public void Faults_are_shown_up_to_a_bound_and_the_rest_is_counted(int faults, int lines, string last)
    {
        var exception = new SettingsException([.. Enumerable.Range(0, faults).Select(row => new SettingsFault($"boards[{row}].width", "0", "use 1 to 300"))]);

        Assert.Equal(faults, exception.Faults.Count);
        Assert.Equal((lines, last), (exception.Lines.Count, exception.Lines[^1]));
        Assert.Equal(exception.Lines, exception.Message.Split(Environment.NewLine));
    }
}
