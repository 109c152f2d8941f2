using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>
/// Every route of the host is asked by every role, for its own community, for a foreign one and for one that does not exist. The expectations stand
/// here once more, apart from the rules of the code; a route without one fails. <see cref="DeskFiguresMatrixTests"/> asks the same routes where figures of desks are off.
/// </summary>
public abstract class RouteMatrixContract(SharedCommunities shared)
{
    private const string Everybody = "administrator facilityManager gatewayOperator auditor city tenant display";

    /// <summary>Who may: roles for their own community (the administrator for every one), <c>open</c>, <c>itself</c> (a secret of its own) or <c>person</c> (a session, which keys are not), alone or before the roles of which it has to be one. With <c>desks</c>, the answer has
    /// figures of single desks, and is refused to everybody where a community has switched them off.</summary>
    internal static readonly Dictionary<string, string> Expected = new(TableRoutes())
    {
        ["GET /api/v1/openapi.json"] = "open",
        ["GET /api/v1/docs/{documentName?}"] = "open",
        ["GET /api/v1/docs/favicon.svg"] = "open",
        ["GET /api/v1/docs/scalar.aspnetcore.js"] = "open",
        ["GET /api/v1/docs/scalar.js"] = "open",
        ["GET /api/v1/communities/{community}/floors/{floor}/live"] = "administrator facilityManager gatewayOperator tenant display",
        ["POST /mcp"] = "administrator facilityManager gatewayOperator auditor city tenant",
        // City and gateway operators see no desk, room or door, and tenants nothing else than their own; which point it is stands in the address.
        ["GET /api/v1/communities/{community}/series/{zone}/{kind}/{number}/{metric}"] = "administrator facilityManager gatewayOperator auditor city tenant desks",
        ["GET /api/v1/communities"] = Everybody,
        ["GET /api/v1/districts"] = Everybody,
        ["GET /api/v1/communities/{community}"] = "administrator facilityManager gatewayOperator auditor city tenant",
        ["PUT /api/v1/communities/{community}/desk-figures"] = "administrator facilityManager",
        ["GET /api/v1/communities/{community}/changes"] = "administrator facilityManager auditor",
        ["GET /api/v1/communities/{community}/changes/{version:long}"] = "administrator facilityManager auditor",
        ["POST /api/v1/communities/{community}/changes"] = "administrator facilityManager",
        ["POST /api/v1/communities/{community}/changes/{version:long}/undo"] = "administrator facilityManager",
        ["GET /api/v1/communities/{community}/usage"] = "administrator facilityManager auditor city",
        ["GET /api/v1/communities/{community}/usage/zones"] = "administrator facilityManager auditor city",
        ["GET /api/v1/communities/{community}/usage/zones/{zone}"] = "administrator facilityManager auditor city",
        ["GET /api/v1/communities/{community}/usage/heatmap"] = "administrator facilityManager auditor city",
        ["GET /api/v1/communities/{community}/usage/ranking"] = "administrator facilityManager desks",
        ["GET /api/v1/communities/{community}/usage/idle"] = "administrator facilityManager desks",
        // A tenant reads those that it leases, and this place is none.
        ["GET /api/v1/communities/{community}/usage/places/{zone}/{kind}/{number}"] = "administrator facilityManager tenant desks",
        ["GET /api/v1/communities/{community}/usage/hours"] = "administrator facilityManager desks",
        ["GET /api/v1/communities/{community}/usage/hours/{zone}/{start}"] = "administrator facilityManager desks",
        ["GET /api/v1/communities/{community}/alarms"] = "administrator facilityManager gatewayOperator",
        ["GET /api/v1/communities/{community}/alarms/events"] = "administrator facilityManager gatewayOperator",
        ["GET /api/v1/communities/{community}/alarms/{alarm}"] = "administrator facilityManager gatewayOperator",
        ["POST /api/v1/communities/{community}/alarms/{alarm}/acknowledge"] = "administrator facilityManager gatewayOperator",
        ["GET /api/v1/alarms"] = "administrator",
        ["GET /api/v1/alarms/events"] = "administrator",
        ["GET /api/v1/alarms/{alarm}"] = "administrator",
        ["POST /api/v1/alarms/{alarm}/acknowledge"] = "administrator",
        // A tenant reads its own, and this is another one's.
        ["GET /api/v1/communities/{community}/usage/tenants/{tenant}"] = "administrator facilityManager desks",
        ["GET /api/v1/deletions"] = "administrator",
        ["GET /api/v1/communities/{community}/deletions"] = "administrator facilityManager auditor",
        ["GET /healthz"] = "open",
        ["GET /display"] = "itself",
        ["POST /internal/registry"] = "itself",
        ["GET /api/v1/live"] = Everybody,
        ["GET /api/v1/status"] = "administrator",
        ["GET /api/v1/status/line"] = "administrator",
        ["POST /api/v1/sign-in"] = "open",
        ["POST /api/v1/sign-in/link"] = "open",
        ["POST /api/v1/sign-in/passkey"] = "open",
        ["POST /api/v1/sign-in/passkey/options"] = "open",
        ["GET /api/v1/me"] = Everybody,
        ["PUT /api/v1/me/password"] = "person",
        ["DELETE /api/v1/me/session"] = "person",
        ["GET /api/v1/me/passkeys"] = "person",
        ["POST /api/v1/me/passkeys"] = "person",
        ["POST /api/v1/me/passkeys/options"] = "person",
        ["DELETE /api/v1/me/passkeys/{passkey}"] = "person",
        ["GET /api/v1/accounts"] = "administrator",
        ["POST /api/v1/accounts"] = "person administrator",
        ["GET /api/v1/accounts/{account}"] = "administrator",
        ["DELETE /api/v1/accounts/{account}"] = "person administrator",
        ["PUT /api/v1/accounts/{account}/grants"] = "person administrator",
        ["POST /api/v1/accounts/{account}/link"] = "person administrator",
        ["GET /api/v1/access-log"] = "administrator",
        ["GET /api/v1/keys"] = Everybody,
        ["POST /api/v1/keys"] = "person",
        ["DELETE /api/v1/keys/{key}"] = Everybody,
        ["GET /api/v1/communities/{community}/displays"] = "administrator facilityManager",
        ["POST /api/v1/communities/{community}/displays"] = "person administrator facilityManager",
        ["DELETE /api/v1/communities/{community}/displays/{display}"] = "person administrator facilityManager",
        ["GET /api/v1/communities/{community}/channels"] = "administrator facilityManager",
        ["POST /api/v1/communities/{community}/channels"] = "person administrator facilityManager",
        ["GET /api/v1/communities/{community}/channels/{channel}"] = "administrator facilityManager",
        ["PUT /api/v1/communities/{community}/channels/{channel}"] = "person administrator facilityManager",
        ["DELETE /api/v1/communities/{community}/channels/{channel}"] = "person administrator facilityManager",
        ["POST /api/v1/communities/{community}/channels/{channel}/secret"] = "person administrator facilityManager",
        ["POST /api/v1/communities/{community}/channels/{channel}/test"] = "person administrator facilityManager",
        ["POST /api/v1/communities/{community}/channels/{channel}/replay"] = "person administrator facilityManager",
        ["GET /api/v1/communities/{community}/channels/{channel}/deliveries"] = "administrator facilityManager",
        ["DELETE /api/v1/communities/{community}/channels/{channel}/deliveries/{number:long}"] = "person administrator facilityManager",
        ["GET /api/v1/communities/{community}/notices"] = "administrator facilityManager",
        // What keeps the islands of pages going; each of its calls is checked again.
        ["GET /_blazor"] = Everybody,
        ["GET /_blazor/negotiate"] = Everybody,
        ["GET /_blazor/disconnect"] = Everybody,
        ["GET /_blazor/initializers"] = Everybody,
        ["PAGE /"] = Everybody,
        ["PAGE /floors"] = Everybody,
        ["PAGE /floors/{FloorId}"] = Everybody,
        ["PAGE /communities/{CommunityId}/floors"] = Everybody,
        ["PAGE /communities/{CommunityId}/floors/{FloorId}"] = Everybody,
        ["PAGE /privacy/{community}"] = "open",
        ["PAGE /privacy/{community}/labels/{floor}"] = "administrator facilityManager",
        ["PAGE /sign-in"] = "open",
        ["PAGE /sign-in/link"] = "open",
        ["PAGE /sign-out"] = "open",
        ["PAGE /preferences"] = "open",
        ["PAGE /communities/{community}/alarms"] = "administrator facilityManager gatewayOperator",
        ["PAGE /communities/{community}/alarms/{alarm}"] = "administrator facilityManager gatewayOperator",
        ["PAGE /account"] = Everybody,
        ["PAGE /accounts"] = "administrator",
    };

    private readonly TwoCommunities _site = shared.Site;

    [Fact]
    public void Every_route_has_an_expectation_here_and_every_expectation_a_route()
    {
        var routes = Routes().Select(route => route.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), routes);
        Assert.Empty(RouteRules.Missing(((IEndpointRouteBuilder)_site.Cloud).DataSources));
    }

    [Fact]
    public async Task Each_role_gets_what_it_may_and_nothing_of_others()
    {
        var faults = new StringBuilder();
        foreach (var (name, method, path) in Routes())
        {
            foreach (var role in TwoCommunities.Roles)
            {
                var answers = new Dictionary<string, (HttpStatusCode Status, string Body)>();
                foreach (var community in (string[])[TwoCommunities.Own, TwoCommunities.Foreign, TwoCommunities.Missing])
                {
                    answers[community] = await AskAsync(role, method, path, community);
                    if (Fault(name, role, community, answers[community].Status) is { } fault) faults.AppendLine($"{name} as {role} in {community}: {fault}, and it was {(int)answers[community].Status}");
                }

                // Who may not see a community does not learn whether it exists.
                // What is open to everybody, as a notice that hangs on a wall, is no secret.
                var seesAll = role is "administrator" or "city" || Expected.GetValueOrDefault(name) == "open";
                if (path.Contains("{community}", StringComparison.OrdinalIgnoreCase) && !seesAll && answers[TwoCommunities.Foreign] != answers[TwoCommunities.Missing])
                    faults.AppendLine($"{name} as {role}: a foreign community is answered differently from a missing one");
            }
        }

        Assert.Equal("", faults.ToString());
    }

    [Fact]
    public async Task A_page_sends_who_has_not_signed_in_to_the_sign_in_and_back()
    {
        using var answer = await (await _site.AsAsync("nobody")).GetAsync("/communities/hub-a/floors/all?x=1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?return=%2Fcommunities%2Fhub-a%2Ffloors%2Fall%3Fx%3D1", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("Bearer opk_abc_def")]
    [InlineData("Bearer")]
    [InlineData("Basic ZXZhOnB3")]
    [InlineData("Bearer opk_abcdefgh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_key_is_nobody_even_beside_a_good_cookie(string authorization)
    {
        using var client = _site.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", $"opcspaces-session={await SignedIn.SessionAsync(_site.Cloud)}");
        using (var good = await client.GetAsync("/api/v1/me")) Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        using var answer = await client.GetAsync("/api/v1/me");
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest]);
    }

    private static string? Fault(string name, string role, string community, HttpStatusCode status)
    {
        if (!Expected.TryGetValue(name, out var expected)) return null; // The other test names it.
        var isPage = name.StartsWith("PAGE", StringComparison.Ordinal);
        var isRefused = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        // It checks its own secret, and has none here. Sign-in is open, but only from its own pages.
        if (expected is "itself") return status == HttpStatusCode.NotFound ? null : "404 is right without a secret";
        if (expected is "open") return (name.StartsWith("POST /api/v1/sign-in", StringComparison.Ordinal) ? status == HttpStatusCode.Forbidden : !isRefused) ? null : "it is open";
        // A display reads, and is nobody for anything else.
        if (role == "nobody" || (role == "display" && !isPage && !name.StartsWith("GET", StringComparison.Ordinal))) return status == (isPage ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized) ? null : "nobody has to sign in";
        if (expected is "person") return status == HttpStatusCode.Forbidden ? null : "a key is no person";
        var inCommunity = name.Contains("{community}", StringComparison.Ordinal);
        var may = expected.Split(' ').Contains(role) && (!inCommunity || community == TwoCommunities.Own || role is "administrator" or "city");
        if (may && expected.StartsWith("person ", StringComparison.Ordinal)) return status == HttpStatusCode.Forbidden ? null : "a key is no person";
        if (may) return !isRefused && (int)status < 500 ? null : "it may";
        // Who sees the community is told that a right is missing; anybody else, that there is nothing.
        var isSeen = !inCommunity || role is "city" || (community == TwoCommunities.Own && role is not "display");
        var refusal = isSeen ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound;
        return status == refusal ? null : $"it may not, with {(int)refusal}";
    }

    private async Task<(HttpStatusCode Status, string Body)> AskAsync(string role, string method, string path, string community)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), TwoCommunities.AddressOf(path, community));
        if (method is not "GET") request.Content = new StringContent("{\"credential\":{}}", Encoding.UTF8, "application/json");
        using var answer = await (await _site.AsAsync(role)).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // A stream has no end.
        var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body);
    }

    // Each table of the registry: who reads it, and that the facility manager changes it.
    internal static IEnumerable<KeyValuePair<string, string>> TableRoutes()
    {
        (string Readers, string Tables)[] all =
        [
            ("administrator facilityManager gatewayOperator auditor city tenant", "opening-hours calendar-days community-areas use-codes floors fixtures zones zone-areas desks rooms out-of-service"),
            ("administrator facilityManager gatewayOperator auditor", "gateways points"),
            ("administrator facilityManager auditor tenant", "tenants absences requests leases"),
            ("administrator facilityManager auditor", "privacy-assessments insured-heads claims invoices payments"),
        ];
        foreach (var (readers, tables) in all)
        {
            foreach (var path in tables.Split(' ').Select(table => $"/api/v1/communities/{{community}}/{table}"))
            {
                yield return new($"GET {path}", readers);
                yield return new($"GET {path}/{{**key}}", readers);
                yield return new($"PUT {path}/{{**key}}", "administrator facilityManager");
                yield return new($"DELETE {path}/{{**key}}", "administrator facilityManager");
            }
        }
    }

    private IReadOnlyList<(string Name, string Method, string Path)> Routes() => RoutesOf(_site);

    /// <summary>All routes of a cloud but those of files: as they are named here, their methods, and their patterns.</summary>
    internal static IReadOnlyList<(string Name, string Method, string Path)> RoutesOf(TwoCommunities site) =>
    [
        .. from route in site.Routes
           let path = $"/{route.RoutePattern.RawText?.TrimStart('/').TrimEnd('/')}"
           // Files have no rights to check; what the framework adds below /_framework has no page behind it.
           where !path.StartsWith("/_content/", StringComparison.Ordinal) && !path.StartsWith("/_framework/", StringComparison.Ordinal) && !path.StartsWith("/{**", StringComparison.Ordinal)
           let methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let isPage = route.Metadata.GetMetadata<SignInPlace>() is not null
           from method in isPage ? ["GET"] : methods
           select (isPage ? $"PAGE {path}" : $"{method} {path}", method, path),
    ];
}
