using System.Net;
using OpcSpaces.Access;
using OpcSpaces.Access.Credentials;
using OpcSpaces.Access.Settings;
using OpcSpaces.Api;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.Dashboards.Access;
using OpcSpaces.Dashboards.Circuits;
using OpcSpaces.Dashboards.Frame;

namespace OpcSpaces.Cloud.Access;

/// <summary>Adds sign-in and rights to the host.</summary>
internal static class AccessHost
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, CloudOptions options)
    {
        services.AddSingleton<IExistingPlaces, ExistingPlaces>();
        services.AddAccess(options.Access, AddressOf(options), Path.Combine(options.DataDirectory, "form-keys"));
        services.AddSingleton<IAccessDesk, AccessDesk>();
        services.AddSingleton<ICommunities, RegistryCommunities>();
        services.AddSingleton<ICommunityList, CommunityList>();
        services.AddSingleton<ICircuitGuard, CircuitGuard>();
        return services;
    }

    public static void MapSignIn(this IEndpointRouteBuilder endpoints) => endpoints.MapAccess(endpoints.ApiGroup());

    /// <summary>Where browsers reach the pages.</summary>
    public static AccessAddress AddressOf(CloudOptions options) => new(options.Access.PublicUrl?.TrimEnd('/') ?? ListenedOn(options).GetLeftPart(UriPartial.Authority));

    /// <summary>Where programs of this machine reach the host.</summary>
    public static Uri ListenedOn(CloudOptions options)
    {
        var address = IPAddress.Parse(options.Listen);
        address = address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
        return new UriBuilder("http", address.ToString(), options.Port).Uri;
    }
}
