using OpcSpaces.Wire.Host;

namespace OpcSpaces.Wire.Tests.Host;

public class HostSessionOptionsTests
{
    [Fact]
    public void Numbers_that_make_no_sense_are_refused_together()
    {
        var options = new HostSessionOptions { ReorderTimeoutMs = -1, LongestRebirthPauseMs = 1, MaxNodes = 0, MaxMetrics = 1 };

        var refused = Assert.Throws<ArgumentException>(() => new HostSession(options));
        Assert.All(
            (string[])["ReorderTimeoutMs -1: use 0 or more", "LongestRebirthPauseMs 1: use 1000 or more", "MaxNodes 0: use 1 or more", "MaxMetrics 1: use 10000 or more"],
            fault => Assert.Contains(fault, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_defaults_are_accepted() => Assert.Empty(new HostSessionOptions().Faults());
}
