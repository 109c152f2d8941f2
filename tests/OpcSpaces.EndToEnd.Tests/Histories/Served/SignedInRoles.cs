using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Histories.Served;

/// <summary>Somebody of each role, signed in as people, programs and displays do.</summary>
internal sealed class SignedInRoles : IAsyncDisposable
{
    private const string Password = "four grey cranes";

    private readonly Dictionary<string, HttpClient> _clients = [];

    private SignedInRoles()
    {
    }

    public HttpClient this[string role] => _clients[role];

    public IEnumerable<string> Names => _clients.Keys;

    /// <summary>Roles of one community: their accounts have other names in each.</summary>
    public static async Task<SignedInRoles> OfAsync(CloudServer cloud, SimulatedHub hub, string tenant, string floor)
    {
        using var administrator = await CloudSignIn.AsPersonAsync(cloud.Address);
        var roles = new SignedInRoles();
        foreach (var (role, grant) in ((string, string)[])
            [("manager", $"facilityManager:{hub.Id}"), ("operator", $"gatewayOperator:{hub.Id}"), ("auditor", $"auditor:{hub.District}"), ("city", "city"), ("tenant", $"tenant:{hub.Id}/{tenant}")])
            roles._clients[role] = await PersonAsync(cloud, administrator, $"{role}-{hub.Id}", grant);
        var made = await PostAsync(roles["manager"], "api/v1/keys", new { name = "a program", grants = (string[])[$"facilityManager:{hub.Id}"] });
        roles._clients["key"] = NewClient(cloud);
        roles["key"].DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.GetProperty("key").GetString());
        var display = await PostAsync(roles["manager"], $"api/v1/communities/{hub.Id}/displays", new { floor, name = "foyer" });
        roles._clients["display"] = NewClient(cloud);
        using var exchanged = await roles["display"].GetAsync(Here(cloud, display.GetProperty("link").GetString()!));
        Assert.Equal(HttpStatusCode.Redirect, exchanged.StatusCode);
        roles._clients["nobody"] = NewClient(cloud);
        return roles;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values) client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<HttpClient> PersonAsync(CloudServer cloud, HttpClient administrator, string id, string grant)
    {
        var made = await PostAsync(administrator, "api/v1/accounts", new { id, name = id, grants = (string[])[grant] });
        var client = NewClient(cloud);
        client.DefaultRequestHeaders.Add("Origin", cloud.Address.GetLeftPart(UriPartial.Authority));
        var secret = new Uri(made.GetProperty("link").GetString()!).Query.Split("secret=")[1];
        using var chosen = await client.PostAsJsonAsync("api/v1/sign-in/link", new { secret, password = Password });
        Assert.True(chosen.IsSuccessStatusCode, await chosen.Content.ReadAsStringAsync());
        // The link has signed in already; this is what everybody does on the days after.
        using var signedIn = await client.PostAsJsonAsync("api/v1/sign-in", new { id, password = Password });
        Assert.True(signedIn.IsSuccessStatusCode, await signedIn.Content.ReadAsStringAsync());
        return client;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static HttpClient NewClient(CloudServer cloud) =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false }) { BaseAddress = cloud.Address, Timeout = Eventually.Patience };

    // Links have the public name of the cloud.
    private static Uri Here(CloudServer cloud, string link) => new(cloud.Address, new Uri(link).PathAndQuery);
}
