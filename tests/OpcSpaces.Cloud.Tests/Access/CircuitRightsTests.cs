using System.Net;

namespace OpcSpaces.Cloud.Tests.Access;

/// <summary>Who may open a circuit, and from where.</summary>
public sealed class CircuitRightsTests(OwaspFixture fixture) : IClassFixture<OwaspFixture>
{
    private const string Negotiate = "/_blazor/negotiate?negotiateVersion=1";

    [Fact]
    public async Task Nobody_opens_a_circuit_without_a_session()
    {
        using var stranger = new Browser(fixture.Site);
        using var answer = await stranger.Client.PostAsync(Negotiate, null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_opens_no_circuit_with_the_session_of_its_visitor()
    {
        var session = await SignedIn.SessionAsync(fixture.Site.Cloud);
        using var own = new Browser(fixture.Site) { Session = session };
        using (var answer = await own.Client.PostAsync(Negotiate, null)) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        using var other = new HttpClient { BaseAddress = fixture.Site.Address };
        other.DefaultRequestHeaders.Add("Cookie", $"opcspaces-session={session}");
        other.DefaultRequestHeaders.Add("Origin", "https://other.example");
        using (var answer = await other.PostAsync(Negotiate, null)) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        // A browser begins a WebSocket by a GET, to which it adds the cookies.
        using var upgrade = new HttpRequestMessage(HttpMethod.Get, "/_blazor");
        foreach (var (name, value) in ((string, string)[])[("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")])
            upgrade.Headers.TryAddWithoutValidation(name, value);
        using (var answer = await other.SendAsync(upgrade)) Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
