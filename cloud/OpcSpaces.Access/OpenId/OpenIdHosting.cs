using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using OpcSpaces.Access.Http;
using OpcSpaces.Access.Settings;
using OpcSpaces.Access.SignIns;
using OpcSpaces.Api.Rights;
using OpcSpaces.Databases;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.OpenId;

/// <summary>Adds the sign-in at an issuer, where the options have one.</summary>
internal static partial class OpenIdHosting
{
    private const string Scheme = "openid";
    private const string NoCookie = "openid-none";
    private const string Callback = "/sign-in/openid/callback";

    public static IServiceCollection AddOpenId(this IServiceCollection services, OpenIdOptions options, AccessAddress address)
    {
        services.AddSingleton(options);
        services.AddSingleton<OpenIdAccounts>();
        // The scheme has to name one that would keep the person; ours does, and nothing is ever kept by this one.
        services.AddAuthentication().AddCookie(NoCookie).AddOpenIdConnect(Scheme, connect => Configure(connect, options, address));
        return services;
    }

    /// <summary>Handles the answers of the issuer. Does nothing without one.</summary>
    public static IApplicationBuilder UseOpenId(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<OpenIdOptions>() is not null) app.UseAuthentication();
        return app;
    }

    public static void MapOpenId(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<OpenIdOptions>() is null) return;
        // Open, because nobody has signed in yet.
        endpoints.MapGet(AccessPaths.OpenId, (string? @return) => Results.Challenge(new AuthenticationProperties { RedirectUri = OwnAddress.Of(@return) }, [Scheme])).IsOpen();
    }

    private static void Configure(OpenIdConnectOptions connect, OpenIdOptions options, AccessAddress address)
    {
        connect.Authority = options.Issuer;
        connect.RequireHttpsMetadata = !new Uri(options.Issuer).IsLoopback;
        connect.ClientId = options.ClientId;
        connect.ClientSecret = File.ReadAllText(options.SecretFile).Split('\n')[0].Trim();
        connect.ResponseType = OpenIdConnectResponseType.Code;
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.UsePkce = true;
        connect.CallbackPath = Callback;
        connect.SignInScheme = NoCookie;
        connect.MapInboundClaims = false;
        connect.GetClaimsFromUserInfoEndpoint = true;
        connect.SaveTokens = false;
        foreach (var scope in options.Scopes) connect.Scope.Add(scope);
        connect.ClaimActions.MapJsonKey(options.Claim, options.Claim);
        connect.ClaimActions.MapJsonKey("preferred_username", "preferred_username");
        connect.ClaimActions.MapJsonKey("name", "name");
        // The answer comes as an address that the browser opens, so Lax is enough; None would need https.
        foreach (var cookie in (CookieBuilder[])[connect.NonceCookie, connect.CorrelationCookie]) (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        connect.Events.OnRedirectToIdentityProvider = context =>
        {
            // As the issuer knows it, also behind a proxy.
            context.ProtocolMessage.RedirectUri = address.Url + Callback;
            return Task.CompletedTask;
        };
        connect.Events.OnTicketReceived = ReceiveAsync;
        connect.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect($"{AccessPaths.SignIn}?failed=openid");
            return Task.CompletedTask;
        };
    }

    private static async Task ReceiveAsync(TicketReceivedContext context)
    {
        var (services, claims) = (context.HttpContext.RequestServices, context.Principal!);
        var options = services.GetRequiredService<OpenIdOptions>();
        var values = claims.FindAll(options.Claim).Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        var grants = options.Roles.Where(role => values.Contains(role.Value)).SelectMany(role => role.Grants).Distinct(StringComparer.Ordinal)
            .Select(text => Grant.TryParse(text, out var grant, out _) ? grant : null).OfType<Grant>().ToList();
        var person = new OpenIdPerson(options.Issuer, claims.FindFirst("sub")?.Value ?? "", claims.FindFirst("preferred_username")?.Value, claims.FindFirst("name")?.Value);
        var outcome = SignInOutcome.Wrong;
        try
        {
            outcome = await services.GetRequiredService<OpenIdAccounts>().SignInAsync(person, grants, context.HttpContext.Source());
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseRefusedException)
        {
            // No page is behind this address that could say it.
            Away(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdHosting)), e.Message);
        }

        context.HandleResponse();
        if (outcome.Session is { } session) services.GetRequiredService<AccessCookies>().SetSession(context.HttpContext, session);
        context.Response.Redirect(outcome.Session is null ? $"{AccessPaths.SignIn}?failed=openid" : OwnAddress.Of(context.ReturnUri));
    }

    [LoggerMessage(LogLevel.Error, "Somebody who came from the issuer was not signed in: {Fault}")]
    private static partial void Away(ILogger logger, string fault);
}
