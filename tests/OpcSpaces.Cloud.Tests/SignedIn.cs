using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Cloud.Tests;

/// <summary>Signs tests in at a cloud that runs in this process.</summary>
internal static class SignedIn
{
    public const string Password = "three quiet herons";

    /// <summary>Makes the client an administrator.</summary>
    public static async Task AsAdministratorAsync(WebApplication cloud, HttpClient client) => client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync(cloud, "administrator"));

    /// <summary>A session of the first administrator, who is made where there is none.</summary>
    public static async Task<string> SessionAsync(WebApplication cloud)
    {
        if (await cloud.Services.GetRequiredService<AccountDirectory>().FindAsync("eva") is not null)
            return (await cloud.Services.GetRequiredService<SignIn>().ByPasswordAsync("eva", Password, "test", CancellationToken.None)).Session!;
        var links = cloud.Services.GetRequiredService<OneTimeLinks>();
        return (await links.UseAsync(await links.NewFirstAsync(), "eva", null, Password, "test")).Value!;
    }

    /// <summary>A key with these grants.</summary>
    public static async Task<string> KeyAsync(WebApplication cloud, params string[] grants)
    {
        if (await cloud.Services.GetRequiredService<AccountDirectory>().FindAsync("eva") is null) await SessionAsync(cloud);
        var made = cloud.Services.GetRequiredService<KeyStore>().Create(new Caller("eva", "eva", [Grant.Administrator]), "test", string.Join(' ', grants), grants, null);
        Assert.Empty(made.Faults);
        return made.Value!.Key;
    }
}
