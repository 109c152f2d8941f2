using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;
using Moq;
using Newtonsoft.Json;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Influx.Client;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;
using File = System.IO.File;

namespace OpcSpaces.Storage.Tests.Series.Influx.Client;

/// <summary>Bucket, token and deletes as a server of 2.x would answer; no such server was there to try, so the client's interfaces are mocked.</summary>
public sealed class ClientInfluxServerTests : IDisposable
{
    private const string Name = "spaces";
    private readonly TemporaryDirectory _directory = new("influx-client");
    private readonly Mock<IInfluxDBClient> _client = new();
    private readonly Mock<IBucketsApi> _buckets = new();
    private readonly Mock<IOrganizationsApi> _organizations = new();
    private readonly Mock<IAuthorizationsApi> _authorizations = new();
    private readonly Mock<IDeleteApi> _deletes = new();
    private readonly List<string?> _tokens = [];
    private readonly ClientInfluxServer _server;

    public ClientInfluxServerTests()
    {
        File.WriteAllText(_directory.File("token"), "s3cret");
        _client.Setup(client => client.GetBucketsApi()).Returns(_buckets.Object);
        _client.Setup(client => client.GetOrganizationsApi()).Returns(_organizations.Object);
        _client.Setup(client => client.GetAuthorizationsApi()).Returns(_authorizations.Object);
        _client.Setup(client => client.GetDeleteApi()).Returns(_deletes.Object);
        var options = new InfluxOptions
        {
            Url = "http://127.0.0.1:1",
            Api = InfluxApi.V2,
            Database = Name,
            Organization = "opc",
            RetentionDays = 30,
            TokenFile = _directory.File("token"),
            TimeoutMs = 60_000,
        };
        _server = new ClientInfluxServer(options, new InfluxClientConnection(options, TimeProvider.System, token =>
        {
            _tokens.Add(token);
            return _client.Object;
        }));
    }

    public void Dispose()
    {
        _server.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_bucket_that_exists_is_left_as_it_is()
    {
        BucketIs(Made<Bucket>("""{"id":"b1","orgID":"o1","name":"spaces","retentionRules":[]}"""));
        Assert.Equal(InfluxAnswer.Taken, await _server.PrepareAsync(default));
        _buckets.Verify(api => api.CreateBucketAsync(It.IsAny<string>(), It.IsAny<BucketRetentionRules>(), It.IsAny<string>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task A_missing_bucket_is_created_with_the_retention_of_the_options()
    {
        BucketIs(null);
        OrganizationsAre(Made<Organization>("""{"id":"o1","name":"opc"}"""));
        Assert.Equal(InfluxAnswer.Taken, await _server.PrepareAsync(default));
        _buckets.Verify(api => api.CreateBucketAsync(
            Name, It.Is<BucketRetentionRules>(rules => rules.EverySeconds == 30 * 86_400), "o1", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_token_that_may_not_create_the_bucket_gets_one_sentence_that_says_what_to_do(int status)
    {
        BucketIs(null);
        OrganizationsAre(Made<Organization>("""{"id":"o1","name":"opc"}"""));
        CreatingThrows(new HttpException("insufficient permissions", status));
        var answer = await _server.PrepareAsync(default);
        Assert.Equal(InfluxVerdict.Refused, answer.Verdict);
        Assert.Equal(
            "Create the bucket 'spaces' with a retention of 30 days in the organization 'opc', "
            + "or use a token that may create it (--influx-token-file): the present one may not (insufficient permissions).",
            answer.Fix);
    }

    [Fact]
    public async Task A_token_that_does_not_see_the_organization_gets_the_same_sentence()
    {
        BucketIs(null);
        OrganizationsAre();
        Assert.Contains("it does not see that organization", (await _server.PrepareAsync(default)).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_exists_and_that_the_token_may_not_read_is_no_fault()
    {
        BucketIs(null);
        OrganizationsAre(Made<Organization>("""{"id":"o1","name":"opc"}"""));
        CreatingThrows(new HttpException("bucket with name spaces already exists", 422));
        Assert.Equal(InfluxAnswer.Taken, await _server.PrepareAsync(default));
    }

    [Theory]
    [InlineData(400, "Taken")] // VictoriaMetrics: unsupported path
    [InlineData(403, "Taken")] // a token that may only write
    [InlineData(404, "Taken")] // 3.x: no such API
    [InlineData(401, "Unavailable")]
    [InlineData(500, "Unavailable")]
    [InlineData(503, "Unavailable")]
    public async Task A_server_without_an_API_for_buckets_leaves_the_decision_to_the_write(int status, string expected)
    {
        _buckets.Setup(api => api.FindBucketByNameAsync(Name, It.IsAny<CancellationToken>())).ThrowsAsync(new HttpException("no", status));
        Assert.Equal(expected, (await _server.PrepareAsync(default)).Verdict.ToString());
    }

    [Fact]
    public async Task A_refused_token_is_read_again_for_the_next_call()
    {
        _buckets.Setup(api => api.FindBucketByNameAsync(Name, It.IsAny<CancellationToken>())).ThrowsAsync(new HttpException("no", 401));
        _ = await _server.PrepareAsync(default);
        await File.WriteAllTextAsync(_directory.File("token"), "new-s3cret\n");
        _ = await _server.PrepareAsync(default);
        Assert.Equal(["s3cret", "new-s3cret"], _tokens);
        _client.Verify(client => client.Dispose(), Times.Exactly(2));
    }

    [Theory]
    [InlineData(Permission.ActionEnum.Write, "buckets", null, null, true)]
    [InlineData(Permission.ActionEnum.Write, "buckets", "b1", "o1", true)]
    [InlineData(Permission.ActionEnum.Write, "buckets", null, "o1", true)]
    [InlineData(Permission.ActionEnum.Read, "buckets", "b1", "o1", false)]
    [InlineData(Permission.ActionEnum.Write, "buckets", "b2", "o1", false)]
    [InlineData(Permission.ActionEnum.Write, "buckets", null, "o2", false)]
    [InlineData(Permission.ActionEnum.Write, "orgs", null, "o1", false)]
    public async Task A_token_that_may_not_write_the_bucket_is_named(Permission.ActionEnum action, string type, string? id, string? orgId, bool mayWrite)
    {
        BucketIs(Made<Bucket>("""{"id":"b1","orgID":"o1","name":"spaces","retentionRules":[]}"""));
        AuthorizationsAre(Own(new Permission(action, new PermissionResource(type, id, null, orgId, null))));
        var fix = await _server.FindRightsFixAsync(default);
        Assert.Equal(
            mayWrite ? null : "Give the token 'cloud' the permission to write the bucket 'spaces', or use another one (--influx-token-file).", fix);
    }

    [Fact]
    public async Task An_inactive_token_is_named()
    {
        BucketIs(Made<Bucket>("""{"id":"b1","orgID":"o1","name":"spaces","retentionRules":[]}"""));
        var own = Own(new Permission(Permission.ActionEnum.Write, new PermissionResource("buckets", "b1", null, "o1", null)));
        own.Status = AuthorizationUpdateRequest.StatusEnum.Inactive;
        AuthorizationsAre(own);
        Assert.Equal("Activate the token 'cloud', or use another one (--influx-token-file).", await _server.FindRightsFixAsync(default));
    }

    [Fact]
    public async Task A_token_that_may_not_read_authorizations_leaves_the_servers_words_alone()
    {
        BucketIs(Made<Bucket>("""{"id":"b1","orgID":"o1","name":"spaces","retentionRules":[]}"""));
        AuthorizationsAre();
        Assert.Null(await _server.FindRightsFixAsync(default));
        _authorizations.Setup(api => api.FindAuthorizationsAsync(It.IsAny<CancellationToken>())).ThrowsAsync(new HttpException("no", 403));
        Assert.Null(await _server.FindRightsFixAsync(default));
    }

    [Fact]
    public async Task A_delete_names_measurement_community_and_time()
    {
        var from = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8));
        await _server.DeleteAsync(new SeriesRange("occupancy", from, from.AddDays(1), "a \"b\""), default);
        _deletes.Verify(api => api.Delete(
            from.UtcDateTime, from.AddDays(1).UtcDateTime.AddTicks(-1), "_measurement=\"occupancy\" AND community=\"a \\\"b\\\"\"",
            Name, "opc", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task A_delete_that_the_server_does_not_do_throws_with_its_words()
    {
        _deletes.Setup(api => api.Delete(It.IsAny<DateTime>(), It.IsAny<DateTime>(), It.IsAny<string>(), Name, "opc", It.IsAny<CancellationToken>()))
            .ThrowsAsync(new HttpException("deletes are not allowed", 403));
        var thrown = await Assert.ThrowsAsync<SeriesUnavailableException>(() => _server.DeleteAsync(
            new SeriesRange("occupancy", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)), default));
        Assert.Contains("deletes are not allowed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_the_clients_ping()
    {
        _client.Setup(client => client.PingAsync()).ReturnsAsync(true);
        Assert.True(await _server.PingAsync(default));
        _client.Setup(client => client.PingAsync()).ReturnsAsync(false);
        Assert.False(await _server.PingAsync(default));
    }

    private static Authorization Own(Permission permission)
    {
        var own = Made<Authorization>("""{"id":"a1","orgID":"o1","token":"s3cret","description":"cloud","status":"active"}""");
        own.Permissions = [permission];
        return own;
    }

    /// <summary>As the client makes it from an answer: its ids cannot be set otherwise.</summary>
    private static T Made<T>(string json) => JsonConvert.DeserializeObject<T>(json)!;

    private void BucketIs(Bucket? bucket) =>
        _buckets.Setup(api => api.FindBucketByNameAsync(Name, It.IsAny<CancellationToken>())).ReturnsAsync(bucket!);

    private void OrganizationsAre(params Organization[] organizations) => _organizations
        .Setup(api => api.FindOrganizationsAsync(null, null, null, "opc", null, null, It.IsAny<CancellationToken>())).ReturnsAsync([.. organizations]);

    private void AuthorizationsAre(params Authorization[] authorizations) =>
        _authorizations.Setup(api => api.FindAuthorizationsAsync(It.IsAny<CancellationToken>())).ReturnsAsync([.. authorizations]);

    private void CreatingThrows(Exception exception) => _buckets
        .Setup(api => api.CreateBucketAsync(Name, It.IsAny<BucketRetentionRules>(), "o1", It.IsAny<CancellationToken>())).ThrowsAsync(exception);
}
