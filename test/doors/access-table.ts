import {
  fieldRead,
  fieldWrite,
  leadRead,
  leadWrite,
  managed,
  managedOnce,
  once,
  ownWrite,
  type Row,
  row,
} from './notation.ts';

/**
 * The access table: for every endpoint what each role is answered, by how he stands to the thing (own, below, stranger, foreign). Written
 * by hand, from what the product is to allow and not from what it does. A word after the operationId is another way to knock at it.
 */
export const accessTable: Record<string, Row> = {
  'identity.bootstrap': once(200, { anonymous: 200, leaver: 200 }),
  // Dead once a company stands, whatever the token.
  'identity.setup': once(404, { anonymous: 404, leaver: 404 }),
  'identity.signIn': once(401),
  'identity.signOut': once(204),
  'identity.endOtherSessions': once(204, { service: 401 }),
  'identity.me': once(200),
  // A program has no language and no password.
  'identity.changeMe': once(200, { service: 404 }),
  'identity.changePassword': once(204, { service: 404 }),
  'identity.getAccount': managed(200),
  'identity.openAccount': managed(201),
  'identity.closeAccount': managed(204),
  'identity.resetPassword': managed(204),

  // The tree and the directory are for the whole company.
  'org.listUnits': once(200),
  // A filter: another company's unit finds nobody.
  'org.listPeople': row([200, 200, 200, 200]),
  'org.getPerson': row([200, 200, 200, 404]),
  'org.addUnit': managed(201),
  'org.changeUnit': managed(200),
  'org.moveUnit': managed(201),
  'org.closeUnit': managed(201),
  'org.addPerson': managed(201),
  'org.changePerson': managed(200),
  'org.postPerson': managed(201),
  'org.endPosting': managed(200),
  'org.leave': managed(201),
  'org.rejoin': managed(201),
  'org.listCalendars': once(200),
  'org.getCalendar': row([200, 200, 200, 404]),
  'org.addCalendar': managedOnce(201),
  'org.importCalendar': managed(200),
  'org.setCalendarDay': managed(200),

  'customers.list': once(200, { staff: 403 }),
  // A filter over what one sees: a stranger's finds nothing.
  'customers.list ofPerson': row([200, 200, 200, 200], { staff: 403 }),
  'customers.list ofUnit': row([200, 200, 200, 200], { staff: 403 }),
  'customers.list found': row([200, 200, 200, 200], { staff: 403 }),
  'customers.count': row([200, 200, 200, 200], { staff: 403 }),
  'customers.findAlike': row([200, 200, 200, 200], { staff: 403, service: 403 }),
  'customers.get': fieldRead(200),
  'customers.timeline': fieldRead(200),
  'customers.create': once(201, { staff: 403, service: 403 }),
  'customers.create forPerson': fieldWrite(201, { seller: [201, 403, 403, 403] }),
  'customers.create forPersonInOwnUnit': fieldWrite(201, { seller: [201, 403, 403, 403] }),
  // A unit one leads, or the one works in oneself as the owner; nobody's customers are the lead's to place.
  'customers.create inUnit': leadWrite(201),
  'customers.change': fieldWrite(200),
  'customers.archive': fieldWrite(201),
  'customers.restore': fieldWrite(200),
  'customers.merge': leadWrite(201),
  'customers.merge into': leadWrite(201),
  'customers.addContact': fieldWrite(201),
  'customers.changeContact': fieldWrite(200),
  'customers.changeContact throughOwn': row([404, 404, 404, 404], { staff: 403, service: 403 }),
  'customers.contactLeft': fieldWrite(201),
  'customers.contactBack': fieldWrite(200),
  'customers.addNote': fieldWrite(201),
  'customers.setTags': fieldWrite(200),
  'customers.changeLifecycle': fieldWrite(201),
  // Asks the other reads as the same person would; what he may not see is left out. Before customers change hands below: with them goes
  // what others wrote.
  'phone.fill': once(200),

  'customers.assign': leadWrite(201),
  'customers.assign toOneself': leadWrite(201),
  'customers.assign toPerson': leadWrite(201),
  'codes.list': once(200),
  'codes.set': managedOnce(200),

  'imports.listKinds': once(200, { seller: 403, staff: 403, service: 403 }),
  'imports.list': once(200, { seller: 403, staff: 403, service: 403 }),
  'imports.upload': once(201, { seller: 403, staff: 403, service: 403 }),
  // People are the administrator's to import.
  'imports.upload people': once(403, { admin: 201, outsider: 201 }),
  // An import is whose it is; a seller below the lead has none.
  'imports.get': ownWrite(200, { seller: 403 }),
  'imports.changeReading': ownWrite(200, { seller: 403 }),
  'imports.changeMapping': ownWrite(200, { seller: 403 }),
  'imports.rehearse': ownWrite(202, { seller: 403 }),
  'imports.run': ownWrite(202, { seller: 403 }),
  // Nothing is under way that could be stopped.
  'imports.cancel': ownWrite(409, { seller: 403 }),
  'imports.listRows': ownWrite(200, { seller: 403 }),
  'imports.refusedCsv': ownWrite(200, { seller: 403 }),
  'imports.refusedXlsx': ownWrite(200, { seller: 403 }),

  'forms.list': once(200),
  'forms.get': once(200),
  'forms.versions': managedOnce(200),
  'forms.publish': managedOnce(200),

  'visits.teamDay': leadRead(200),
  'visits.list': row([200, 200, 404, 404]),
  'visits.get': row([200, 200, 404, 404], { staff: [404, 404, 404, 404] }),
  'visits.lastReport': fieldRead(200),
  // One's own unit, whoever asks.
  'visits.companions': once(200, { staff: 403, service: 403 }),
  'visits.ofCustomer': fieldRead(200),
  'visits.plan': fieldWrite(201),
  'visits.plan with': row([201, 201, 201, 404], { staff: 403, service: 403 }),
  'visits.replan': ownWrite(200),
  'visits.checkIn': ownWrite(201),
  'visits.report': ownWrite(200),
  'visits.checkOut': ownWrite(201),
  'visits.cancel': ownWrite(201),
  'visits.addPhoto': ownWrite(201),
  'visits.listPhotos': row([200, 200, 404, 404], { staff: [404, 404, 404, 404] }),
  'visits.photoContent': row([200, 200, 404, 404], { staff: [404, 404, 404, 404] }),

  'followUp.listNextSteps': fieldRead(200),
  'followUp.customerNextSteps': fieldRead(200),
  'followUp.setNextStep': fieldWrite(201),
  'followUp.setNextStep forPerson': fieldWrite(201),
  'followUp.changeNextStep': fieldWrite(200),
  'followUp.completeNextStep': fieldWrite(201),
  'followUp.takeBackCompletion': fieldWrite(200),
  'followUp.dropNextStep': fieldWrite(201),
  'followUp.takeBackDropping': fieldWrite(200),

  'targets.list': row([200, 200, 404, 404]),
  // A program may set nobody's aim without the capability to confirm plans.
  'targets.set': row([200, 200, 404, 404], { service: [404, 404, 404, 404] }),
  'targets.board': row([200, 200, 404, 404]),
  'targets.boardEntries': row([200, 200, 404, 404]),

  'plans.get': fieldRead(200, { service: 403 }),
  'plans.save': once(200, { staff: 403, service: 403 }),
  'plans.save withCustomer': fieldWrite(200),
  'plans.submit': once(201, { staff: 403, service: 403 }),
  'plans.takeBackSubmission': once(200, { staff: 403, service: 403 }),
  'plans.confirm': leadWrite(201),
  'plans.takeBackConfirmation': leadWrite(200),
  'plans.team': leadWrite(200),

  'live.listen': once(200),
};
