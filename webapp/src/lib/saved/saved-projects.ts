import { PortalProblem, type PortalClient, type ProjectDetail } from '@portal/client';

/** A saved project as it is now, or why that cannot be said. */
export type CurrentProject = ProjectDetail | 'gone' | 'unreachable';

/** Asks for each project once, however many places show it. Those that could not be reached are asked for again. */
export function currentProjects(portal: PortalClient): (id: string) => Promise<CurrentProject> {
  const asked = new Map<string, Promise<CurrentProject>>();
  return (id) => {
    const known = asked.get(id);
    if (known) return known;
    const answer = portal.getProject(id).catch((problem: unknown) => {
      if (problem instanceof PortalProblem && [404, 410].includes(problem.status)) return 'gone' as const;
      asked.delete(id);
      return 'unreachable' as const;
    });
    asked.set(id, answer);
    return answer;
  };
}
