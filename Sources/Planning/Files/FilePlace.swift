internal import ClusterModel

extension PlanningInput {
    /// What keeps a managed file from being replaced where it is: it is a mount of its own, or a link to a file elsewhere.
    func obstacles(toReplace file: ManagedFile.ID, on host: HostName) -> [WaitingOn] {
        let (seen, path) = (observed.host(host), file.path)
        if case .known(let mounts) = seen.storage.mounts, mounts.contains(where: { $0.target == path }) {
            return [.host(.mountedFile(host, path: path))]
        }
        guard case .known(let found)? = seen.storage.paths[path], case .link(let target) = found.kind else { return [] }
        let real = ObservedPath.resolved(target, from: path)
        let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/") + "/"
        return real.hasPrefix(folder) ? [] : [.host(.linkedFile(host, path: path, target: real))]
    }
}

extension StageReport {
    /// Holds each step that replaces a file which cannot be replaced where it is.
    func holdingFiles(_ input: PlanningInput) -> Self {
        var report = self
        report.ready = []
        for step in ready {
            guard case .host(.replaceFile(let replacement), let host) = step.action else {
                report.ready.append(step)
                continue
            }
            report += .one(step, waitingOn: input.obstacles(toReplace: replacement.file, on: host))
        }
        return report
    }
}
