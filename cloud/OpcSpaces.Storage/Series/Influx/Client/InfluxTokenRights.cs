using InfluxDB.Client.Api.Domain;

namespace OpcSpaces.Storage.Series.Influx.Client;

/// <summary>What a token may do, as far as the server shows it: only some tokens may read authorizations, and then the list has their own.</summary>
internal static class InfluxTokenRights
{
    private const string Buckets = "buckets";

    /// <summary>One sentence that says what to change so that the token may write the bucket; null when it may, or when the list does not have it.</summary>
    public static string? FindFix(IEnumerable<Authorization> authorizations, string token, Bucket bucket)
    {
        if (authorizations.FirstOrDefault(one => one.Token == token) is not { } own)
            return null;
        if (own.Status == AuthorizationUpdateRequest.StatusEnum.Inactive)
            return $"Activate the token '{own.Description}', or use another one (--influx-token-file).";
        return MayWrite(own, bucket)
            ? null
            : $"Give the token '{own.Description}' the permission to write the bucket '{bucket.Name}', or use another one (--influx-token-file).";
    }

    /// <summary>A permission without an id is for every bucket of its organization; one without an organization is for all of them.</summary>
    private static bool MayWrite(Authorization own, Bucket bucket) => (own.Permissions ?? []).Any(permission =>
        permission.Action == Permission.ActionEnum.Write
        && permission.Resource is { Type: Buckets } resource
        && (resource.Id is null || resource.Id == bucket.Id)
        && (resource.OrgID is null || resource.OrgID == bucket.OrgID));
}
