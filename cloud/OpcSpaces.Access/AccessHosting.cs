using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpcSpaces.Access.Accounts;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Databases;
using OpcSpaces.Access.Displays;
using OpcSpaces.Access.Expiry;
using OpcSpaces.Access.Http;
using OpcSpaces.Access.Keys;
using OpcSpaces.Access.Links;
using OpcSpaces.Access.Logging;
using OpcSpaces.Access.OpenId;
using OpcSpaces.Access.Passkeys;
using OpcSpaces.Access.Rows;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Access.Starting;
using OpcSpaces.Api.Rights;

namespace OpcSpaces.Access;

/// <summary>Adds accounts, keys and displays to a host, or to a command, that has a <see cref="TimeProvider"/>.</summary>
public static class AccessHosting
{
    // OWASP Password Storage Cheat Sheet, for PBKDF2 with HMAC-SHA-512.
    private const int HashRounds = 210_000;

    /// <summary>The stores, for hosts and commands.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="options">Complete and checked.</param>
    public static IServiceCollection AddAccessStores(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AccessDatabase>();
        services.AddSingleton<CallerCache>();
        services.TryAddSingleton<IExistingPlaces, NoPlaces>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<HashingTurns>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<LinkStore>();
        services.AddSingleton<AccountScopes>();
        services.AddSingleton<AccessLog>();
        services.AddSingleton(of => new AccessExpiry(Of<AccessDatabase>(of), Of<SessionStore>(of), Of<TimeProvider>(of)));
        services.AddSingleton(of => new AccountDirectory(Of<AccountScopes>(of), Of<LinkStore>(of), Of<CallerCache>(of), Of<IExistingPlaces>(of), Of<TimeProvider>(of)));
        services.AddSingleton(of => new OneTimeLinks(Of<AccountScopes>(of), Of<AccountDirectory>(of), Of<LinkStore>(of), Of<SessionStore>(of), Of<CallerCache>(of), Of<TimeProvider>(of)));
        services.AddSingleton(of => new SignIn(Of<AccountScopes>(of), Of<SessionStore>(of), Of<FailedAttempts>(of), Of<HashingTurns>(of), options, Of<TimeProvider>(of)));
        services.AddSingleton(of => new KeyStore(Of<AccessDatabase>(of), options, Of<CallerCache>(of), Of<IExistingPlaces>(of), Of<TimeProvider>(of)));
        services.AddSingleton(of => new DisplayStore(Of<AccessDatabase>(of), Of<CallerCache>(of), Of<TimeProvider>(of)));
        services.AddSingleton(of => new OwnAccount(Of<AccountScopes>(of), Of<SessionStore>(of), Of<FailedAttempts>(of), Of<HashingTurns>(of), Of<CallerCache>(of), Of<TimeProvider>(of)));
        services.AddSingleton<PendingPasskeys>();
        services.AddSingleton(of => new PasskeyDesk(Of<AccountScopes>(of), Of<OwnAccount>(of), Of<SignIn>(of), Of<PendingPasskeys>(of), Of<FailedAttempts>(of), Of<CallerCache>(of), Of<TimeProvider>(of)));
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped(of => Of<AccessDatabase>(of).Create());
        services.AddScoped<AccountScope>();
        services.AddIdentityCore<Account>(identity =>
        {
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            identity.User.RequireUniqueEmail = false;
        }).AddUserStore<AccountStore>();
        services.RemoveAll<IPasswordValidator<Account>>();
        services.AddScoped<IPasswordValidator<Account>, PasswordRules>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashRounds);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.UserVerificationRequirement = "required"; // It takes the place of the password, so it has to be two things: the device, and its owner.
            passkeys.ResidentKeyRequirement = "required"; // The sign-in asks for no name.
            passkeys.ServerDomain = options.PublicUrl is { } url ? new Uri(url).Host : null;
        });
        services.AddLogging();
        return services;
    }

    /// <summary>Everything for a host: it knows who sends a request, and prints the link to the first administrator.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="options">Complete and checked.</param>
    /// <param name="address">Where browsers reach the host.</param>
    /// <param name="keyFolder">Where the keys are kept that protect forms and the secrets of channels; made for the account of the host alone.</param>
    public static IServiceCollection AddAccess(this IServiceCollection services, AccessOptions options, AccessAddress address, string keyFolder)
    {
        services.AddAccessStores(options);
        services.AddAccessCallers();
        services.AddSingleton(address);
        services.AddHostedService<FirstStart>();
        if (options.OpenId is { } openId) services.AddOpenId(openId, address);
        services.AddDataProtection().SetApplicationName("opcspaces").PersistKeysToFileSystem(OwnersFolder(keyFolder));
        // Its warning that the keys lie in a folder as they are: the folder is the owner's alone.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        return services;
    }

    /// <summary>Takes the address of the client from trusted proxies, and handles the answers of an issuer of OpenID Connect, where there are such. After routing.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) => app.UseTrustedProxies().UseOpenId();

    /// <summary>The routes of this project: <c>sign-in</c>, <c>me</c>, <c>accounts</c>, <c>access-log</c>, <c>keys</c> and <c>displays</c> of the API, and the links of displays.</summary>
    /// <param name="endpoints">Of the host.</param>
    /// <param name="api">The group of the API.</param>
    public static void MapAccess(this IEndpointRouteBuilder endpoints, RouteGroupBuilder api)
    {
        api.AddEndpointFilter<RouteGroupBuilder, BodyFaults>();
        api.MapSignIn();
        api.MapMe();
        api.MapAccounts();
        api.MapKeys();
        api.MapDisplays();
        endpoints.MapDisplayLink();
        endpoints.MapOpenId();
    }

    internal static IServiceCollection AddAccessCallers(this IServiceCollection services)
    {
        services.AddSingleton<AccessCookies>();
        services.AddSingleton<BodyJson>();
        services.AddSingleton<ICallers, Callers>();
        return services;
    }

    private static DirectoryInfo OwnersFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return Directory.CreateDirectory(path);
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        var folder = Directory.CreateDirectory(path, owner);
        // One that was there already keeps its rights otherwise.
        if (folder.UnixFileMode != owner) folder.UnixFileMode = owner;
        return folder;
    }

    private static T Of<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
