/// A step that will follow others and that cannot be decided to its last argument before them: the UUID of a file system
/// is chosen by mkfs, for one. A later cycle plans the step itself, under the same key; this one is never carried out.
///
/// It is always benign. What disturbs is asked about before the first step, so that it is planned as a decided `Step`.
package struct ForeseenStep: Sendable, Hashable, Identifiable {
    /// The key that the step will have.
    package let id: StepKey
    package let resource: ResourceID
    package let work: Work
    /// A value that is not known yet says so in words.
    package let differences: [Difference]

    /// What will be done, as far as it is known.
    package enum Work: Sendable, Hashable {
        /// Every argument is known; what must be read again before acting is not.
        case action(HostAction)
        /// The file's contents are not known yet; `added` is the number of new lines, nil where even that is not known.
        case replaceFile(ManagedFile.ID, added: Int?)
    }

    /// The host on which it will be done.
    package let host: HostName

    package init(
        resource: ResourceID, _ work: Work, on host: HostName, differences: [Difference]
    ) {
        self.resource = resource
        self.work = work
        self.host = host
        self.differences = differences
        switch work {
        case .action(let action): id = StepKey(resource: resource, action: .host(action, on: host))
        case .replaceFile(let file, _): id = .replacing(file, of: resource, on: host)
        }
    }

    /// `technology.verb`, as `Action.name`.
    package var actionName: String { id.action }
}

extension StepKey {
    /// The key of the step that replaces a file, whatever it will hold.
    fileprivate static func replacing(_ file: ManagedFile.ID, of resource: ResourceID, on host: HostName) -> Self {
        let replacement = FileReplacement(file, of: nil, by: FileText([UInt8]()))
        return StepKey(resource: resource, action: .host(.replaceFile(replacement), on: host))
    }
}
