using System.Net;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.Tests.Rights;

/// <summary>Every role on every route, in its own place and in a foreign one. The routes are those of the host: a new one is in the matrix at once.</summary>
public class RightsMatrixTests(ApiHostFixture fixture) : IClassFixture<ApiHostFixture>
{
    private static readonly (Role Role, string Own, string Foreign)[] Roles =
    [
        (Role.Administrator, "administrator", "administrator"),
        (Role.FacilityManager, "facilityManager:hub", "facilityManager:other"),
        (Role.GatewayOperator, "gatewayOperator:hub", "gatewayOperator:other"),
        (Role.Auditor, "auditor:nanshan", "auditor:futian"),
        (Role.City, "city", "city"),
        (Role.Tenant, "tenant:hub/t-1", "tenant:other/t-1"),
        (Role.Display, "display:hub/f3", "display:other/f3"),
    ];

    private readonly ApiHost _host = fixture.Host;

    [Fact]
    public void Every_route_has_a_rule() => Assert.Empty(_host.Routes.Where(route => route.Metadata.GetMetadata<AccessRule>() is null).Select(RouteRules.NameOf));

    [Fact]
    public async Task Every_role_gets_on_every_route_what_the_rules_say_and_nothing_elsewhere()
    {
        var wrong = new List<string>();
        foreach (var route in _host.Routes)
        {
            var rule = route.Metadata.GetMetadata<AccessRule>()!;
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var path = Fill(route);
                await CheckAsync(rule, method, path, "nobody", null, rule.Kind == AccessKind.Open, HttpStatusCode.Unauthorized, wrong);
                foreach (var (role, own, foreign) in Roles)
                {
                    var mayOwn = rule.Kind is AccessKind.Open or AccessKind.SignedIn || rule.Rights.Any(right => AccessRules.Has(role, right) && CoversOwn(role, right, rule, path));
                    await CheckAsync(rule, method, path, $"{role} at home", own, mayOwn, null, wrong);
                    var mayForeign = rule.Kind is AccessKind.Open or AccessKind.SignedIn || (own == foreign && mayOwn);
                    await CheckAsync(rule, method, path, $"{role} of elsewhere", foreign, mayForeign, own == foreign ? null : HttpStatusCode.NotFound, wrong);
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_foreign_community_and_a_missing_one_look_the_same()
    {
        foreach (var grants in (string[])["facilityManager:hub", "auditor:nanshan", "tenant:hub/t-1", "none"])
        {
            foreach (var path in (string[])["", "/desks", "/desks/open-3/desk/1", "/leases", "/changes", "/changes/2"])
            {
                var (foreign, missing) = (await _host.GetAsync($"/api/v1/communities/other{path}", grants), await _host.GetAsync($"/api/v1/communities/nowhere{path}", grants));
                Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
                Assert.Equal((missing.Status, Without(missing.Text)), (foreign.Status, Without(foreign.Text)));
            }
        }

        // The number of the request is another one each time.
        static string Without(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", "");
    }

    [Fact]
    public async Task Lists_have_only_communities_that_the_caller_sees()
    {
        Assert.Equal(["hub"], await Ids("facilityManager:hub"));
        Assert.Equal(["other"], await Ids("auditor:futian"));
        Assert.Equal(["hub", "other"], await Ids("city"));
        Assert.Equal(["hub", "other"], await Ids("tenant:hub/t-1;auditor:futian"));
        Assert.Empty(await Ids("none"));
        Assert.Empty(await Ids("display:hub/f3"));

        async Task<IEnumerable<string?>> Ids(string grants) => (await _host.GetAsync("/api/v1/communities", grants)).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());
    }

    // Rules that are written here once more, in another form than in the product.
    private static bool CoversOwn(Role role, Right right, AccessRule rule, string path) => role switch
    {
        Role.Display => path.Contains("/floors/f3", StringComparison.Ordinal) && !path.EndsWith("/floors/f3", StringComparison.Ordinal),
        Role.Tenant when right is Right.ReadTenancy or Right.ReadDeskUsage or Right.AskForSpace => rule.Kind == AccessKind.RightForSome || $"{path}/".Contains("/tenants/t-1/", StringComparison.Ordinal),
        _ => true,
    };

    private async Task CheckAsync(AccessRule rule, string method, string path, string who, string? grants, bool may, HttpStatusCode? refusal, List<string> wrong)
    {
        var status = (await _host.SendAsync(new HttpMethod(method), path, grants)).Status;
        var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || (status == HttpStatusCode.NotFound && rule.Kind is AccessKind.Right or AccessKind.RightForSome && !may);
        if (may == isRefused || (!may && refusal is { } wanted && status != wanted) || (int)status >= 500) wrong.Add($"{method} {path}: {who} got {(int)status}, may: {may}");
    }

    private static string Fill(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/')
        .Replace("{community}", "hub", StringComparison.Ordinal).Replace("{version:long}", "1", StringComparison.Ordinal).Replace("{**key}", "no/such/row", StringComparison.Ordinal)
        .Replace("{tenant}", "t-1", StringComparison.Ordinal).Replace("{floor}", "f3", StringComparison.Ordinal).Replace("{zone}", "open-3", StringComparison.Ordinal);
}
