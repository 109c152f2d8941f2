using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Api.RateLimits;

/// <summary>
/// Keeps one caller from taking the API from all others (OWASP API4:2023). Requests are counted before anything is read, a live stream once, when it begins. Who is not known in
/// memory (<see cref="ICallers.IsStrange"/>) counts for its network address, on whichever route; without a credential, on the API and where <see cref="CountsStrangers"/> stands. Files are not counted.
/// </summary>
internal static class RateLimits
{
    private const int SecondsOfMinute = 60;

    /// <param name="services">Of the host.</param>
    /// <param name="options">How many requests.</param>
    /// <param name="roots">Where the addresses begin that are counted.</param>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitsOptions options, params string[] roots) => services.AddRateLimiter(limiter =>
    {
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, options, roots));
        limiter.OnRejected = async (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
            context.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problem.TooMany(wait).ExecuteAsync(context.HttpContext);
        };
    });

    private static RateLimitPartition<string> PartitionOf(HttpContext http, RateLimitsOptions options, string[] roots)
    {
        if (http.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } endpoint || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) return RateLimitPartition.GetNoLimiter("");
        var caller = http.Caller().Id;
        var isApi = roots.Any(root => $"/{route.TrimStart('/')}".StartsWith(root, StringComparison.Ordinal));
        if (isApi && caller.Length > 0) return Bucket($"caller {caller}", options.CallerRequestsPerMinute);
        return caller.Length == 0 && (isApi || http.Features.Get<Caller>() is null || endpoint.Metadata.GetMetadata<CountsStrangers>() is not null)
            ? Bucket($"stranger {(http.Connection.RemoteIpAddress is { } address ? ClientNetwork.Of(address) : "")}", options.StrangerRequestsPerMinute)
            : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> Bucket(string whose, int perMinute)
    {
        var atATime = Math.Max(1, perMinute / SecondsOfMinute);
        return RateLimitPartition.GetTokenBucketLimiter(whose, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = atATime,
            ReplenishmentPeriod = TimeSpan.FromMinutes((double)atATime / perMinute),
        });
    }
}

/// <summary>Metadata of a route outside of the API that strangers may ask: they are counted there, by their network addresses.</summary>
public sealed class CountsStrangers
{
    public static CountsStrangers Yes { get; } = new();
}
