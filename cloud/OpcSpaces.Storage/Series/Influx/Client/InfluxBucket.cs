using InfluxDB.Client;
using InfluxDB.Client.Api.Domain;
using InfluxDB.Client.Core.Exceptions;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>The bucket that the options name, with the retention that they give.</summary>
internal sealed class InfluxBucket(InfluxOptions options, string organization)
{
    private const long SecondsPerDay = 86_400;

    /// <summary>Creates the bucket when it is missing. Returns null when it exists, else one sentence that says what a person has to do.</summary>
    /// <exception cref="InfluxException">The server cannot be reached or has no API for buckets.</exception>
    public async Task<string?> EnsureAsync(IInfluxDBClient client, CancellationToken cancellation)
    {
        var buckets = client.GetBucketsApi();
        if (await buckets.FindBucketByNameAsync(options.Database, cancellation) is not null)
            return null;
        try
        {
            // A token that may not read the organization finds none.
            var found = await client.GetOrganizationsApi().FindOrganizationsAsync(org: organization, cancellationToken: cancellation);
            if (found is not [{ Id: { Length: > 0 } id }, ..])
                return Fix("it does not see that organization");
            await buckets.CreateBucketAsync(options.Database, Retention(), id, cancellation);
            return null;
        }
        catch (InfluxException e) when (e.Status is 401 or 403)
        {
            return Fix(e.Message);
        }
        catch (InfluxException e) when (e.Status is 409 or 422)
        {
            return null; // the bucket exists, but the token may not read it
        }
    }

    private BucketRetentionRules Retention() => new(BucketRetentionRules.TypeEnum.Expire, options.RetentionDays * SecondsPerDay);

    private string Fix(string why)
    {
        var retention = options.RetentionDays == 0 ? "that keeps readings for ever" : $"with a retention of {options.RetentionDays} days";
        return $"Create the bucket '{options.Database}' {retention} in the organization '{organization}', "
            + $"or use a token that may create it (--influx-token-file): the present one may not ({why}).";
    }
}
