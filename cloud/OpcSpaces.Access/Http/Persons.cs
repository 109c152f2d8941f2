using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OpcSpaces.Api.Problems;

namespace OpcSpaces.Access.Http;

/// <summary>Routes for persons, and not for keys of programs.</summary>
public static class Persons
{
    /// <summary>Refuses keys (<see cref="Credentials.KnownCaller.IsPerson"/>); after the check of the right.</summary>
    public static T ForPersons<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.AddEndpointFilter(async (context, next) => context.HttpContext.Known() is { IsPerson: true } ? await next(context) : Problem.Forbidden());
}
