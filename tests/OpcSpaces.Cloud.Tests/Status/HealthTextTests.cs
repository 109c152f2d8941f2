using OpcSpaces.Cloud.Status;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;

namespace OpcSpaces.Cloud.Tests.Status;

public class HealthTextTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_healthy_host_says_the_condition_of_ingest()
    {
        Assert.Equal((200, "Listening\n"), HealthText.Of(IngestCondition.Listening, [Projection("live", ProjectionCondition.Running)]));
        Assert.Equal((200, "BrokerAway\n"), HealthText.Of(IngestCondition.BrokerAway, []));
    }

    [Theory]
    [InlineData(ProjectionCondition.Waiting, "waits and retries")]
    [InlineData(ProjectionCondition.Failing, "fails and retries")]
    public void A_projection_that_retries_degrades_the_host_but_does_not_fail_it(ProjectionCondition condition, string verb) => Assert.Equal(
        (200, $"Listening\ndegraded: projection series {verb} since 2026-03-02T08:00:00Z after entry 41: the disk is full\n"),
        HealthText.Of(IngestCondition.Listening, [Projection("live", ProjectionCondition.Running), Projection("series", condition, "the disk\nis full")]));

    [Fact]
    public void A_projection_that_has_stopped_fails_the_host() => Assert.Equal(
        (503, "Listening\nfailed: projection live has stopped since 2026-03-02T08:00:00Z after entry 41: a bug\n"),
        HealthText.Of(IngestCondition.Listening, [Projection("live", ProjectionCondition.Stopped, "a bug")]));

    private static ProjectionStatus Projection(string name, ProjectionCondition condition, string? detail = null) =>
        new(name, Position: 41, Lag: 1, Failures: 1, condition, Since, detail);
}
