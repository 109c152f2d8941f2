using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Tenants: a valid credit code, and each firm once at a time.</summary>
internal static class TenantRules
{
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var tenant in rows.Of<Tenant>())
        {
            if (tenant.Uscc.Length > 0 && SocialCreditCode.Fault(tenant.Uscc) is { } fix) faults.At(tenant).Fault("uscc", fix);
        }

        foreach (var firms in rows.Of<Tenant>().GroupBy(tenant => (tenant.Community, tenant.Uscc)))
        {
            Tenant? last = null;
            foreach (var tenant in firms.OrderBy(tenant => tenant.From))
            {
                if (last is not null && new Days(last.From, last.To).Overlaps(new Days(tenant.From, tenant.To)))
                    faults.At(tenant).Fault("uscc", $"tenant {last.Id} has the same code at the same time: remove one, or correct a code");
                last = tenant;
            }
        }
    }
}
