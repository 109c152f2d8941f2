using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Status;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;

namespace OpcSpaces.Cloud.Tests.Status;

public class HealthTextTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_healthy_host_says_the_condition_of_ingest()
    {
        Assert.Equal((200, "Listening\n"), Of(IngestCondition.Listening, null, [Projection("live", ProjectionCondition.Running)]));
        Assert.Equal((200, "BrokerUnavailable\n"), Of(IngestCondition.BrokerUnavailable, null, []));
    }

    [Theory]
    [InlineData(ProjectionCondition.Waiting, "waits and retries")]
    [InlineData(ProjectionCondition.Failing, "fails and retries")]
    public void A_projection_that_retries_degrades_the_host_but_does_not_fail_it(ProjectionCondition condition, string verb) => Assert.Equal(
        (200, $"Listening\ndegraded: projection series {verb} since 2026-03-02T08:00:00Z after entry 41: the disk is full\n"),
        Of(IngestCondition.Listening, null, [Projection("live", ProjectionCondition.Running), Projection("series", condition, "the disk\nis full")]));

    [Fact]
    public void A_projection_that_has_stopped_fails_the_host() => Assert.Equal(
        (503, "Listening\nfailed: projection live has stopped since 2026-03-02T08:00:00Z after entry 41: a bug\n"),
        Of(IngestCondition.Listening, null, [Projection("live", ProjectionCondition.Stopped, "a bug")]));

    [Theory]
    [InlineData(IngestCondition.BrokerUnavailable, "the broker sent no SUBACK within 10 s")]
    [InlineData(IngestCondition.BrokerUnavailable, "The broker does not keep retained messages")]
    [InlineData(IngestCondition.JournalUnavailable, "Access to the path '/data/state-timestamp.new' is denied.")]
    public void What_is_wrong_with_ingest_has_a_word(IngestCondition condition, string detail) => Assert.Equal(
        (200, $"{condition}\ndegraded: ingest since 2026-03-02T08:00:00Z: {detail}\n"), Of(condition, detail, []));

    [Fact]
    public void What_is_suspected_comes_last_and_fails_nothing() => Assert.Equal(
        (200, "Listening\nsuspicion: since 2026-03-02T08:00:00Z: two gateways may run under this id\n"),
        HealthText.Of(Health(IngestCondition.Listening, null), [], [new Suspicion("two gateways may run under this id", Since, Since)]));

    [Fact]
    public void A_registry_that_is_away_degrades_the_host_but_does_not_fail_it() => Assert.Equal(
        (200, "Listening\ndegraded: registry since 2026-03-02T08:00:00Z: the database cannot be used: refused\n"),
        HealthText.Of(Health(IngestCondition.Listening, null), [], [], new RegistryAway("the database cannot be used:\nrefused", Since)));

    private static (int HttpStatus, string Text) Of(IngestCondition condition, string? detail, IReadOnlyList<ProjectionStatus> projections) =>
        HealthText.Of(Health(condition, detail), projections, []);

    private static IngestHealth Health(IngestCondition condition, string? detail)
    {
        var health = new IngestHealth(new FakeTimeProvider(Since));
        health.Set(condition, detail);
        return health;
    }

    private static ProjectionStatus Projection(string name, ProjectionCondition condition, string? detail = null) =>
        new(name, Position: 41, Lag: 1, Failures: 1, condition, Since, detail);
}
