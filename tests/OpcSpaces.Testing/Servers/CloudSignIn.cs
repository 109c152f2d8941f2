using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpcSpaces.Testing;

/// <summary>
/// Signs a test in at a cloud that runs as a process, as its first administrator would: by the link that the cloud prints at its first start. Then
/// it makes a key, which lies in the data directory, so that a later test on the same data finds it.
/// </summary>
public static partial class CloudSignIn
{
    /// <summary>The file of the data directory that has the key.</summary>
    public const string KeyFile = "test-key";

    private const string Password = "three quiet herons";

    /// <summary>Gives the client a key of the administrator.</summary>
    /// <param name="client">Its address is that of the cloud.</param>
    /// <param name="dataDirectory">Of the cloud.</param>
    /// <param name="log">What the cloud has written.</param>
    /// <returns>The key.</returns>
    public static async Task<string> AsAdministratorAsync(HttpClient client, string dataDirectory, Func<string> log)
    {
        var file = Path.Combine(dataDirectory, KeyFile);
        var key = File.Exists(file) ? await File.ReadAllTextAsync(file) : await NewKeyAsync(client.BaseAddress!, log);
        await File.WriteAllTextAsync(file, key);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return key;
    }

    /// <summary>Signs in as the same administrator in person, by password: what a key must not do.</summary>
    /// <param name="address">Of the cloud.</param>
    /// <returns>A client with the session; the caller disposes it.</returns>
    public static async Task<HttpClient> AsPersonAsync(Uri address)
    {
        var browser = new HttpClient { BaseAddress = address, Timeout = Eventually.Patience };
        browser.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var signedIn = await browser.PostAsJsonAsync("api/v1/sign-in", new { id = "test", password = Password });
        return signedIn.IsSuccessStatusCode ? browser : throw new InvalidOperationException($"The administrator was not signed in: {await signedIn.Content.ReadAsStringAsync()}");
    }

    private static async Task<string> NewKeyAsync(Uri address, Func<string> log)
    {
        await Eventually.ThatAsync(() => Link().IsMatch(log()), Eventually.Patience, "the link to the first administrator", log);
        using var browser = new HttpClient { BaseAddress = address, Timeout = Eventually.Patience };
        browser.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        using var signedIn = await browser.PostAsJsonAsync("api/v1/sign-in/link", new { secret = Link().Match(log()).Groups[1].Value, id = "test", name = "Test", password = Password });
        if (!signedIn.IsSuccessStatusCode) throw new InvalidOperationException($"The link to the first administrator was refused: {await signedIn.Content.ReadAsStringAsync()}");
        using var made = await browser.PostAsJsonAsync("api/v1/keys", new { name = "tests", grants = (string[])["administrator"] });
        if (!made.IsSuccessStatusCode) throw new InvalidOperationException($"No key was made: {(int)made.StatusCode} {await made.Content.ReadAsStringAsync()}");
        using var body = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("key").GetString()!;
    }

    [GeneratedRegex(@"/sign-in/link\?secret=(\S+)")]
    private static partial Regex Link();
}
