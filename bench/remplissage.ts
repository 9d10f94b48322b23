import type pg from 'pg'

/**
 * Makes `nombre` deposits out of those of the demonstration, which were played by the real acts at every stage of the
 * real guides: each copy takes another établissement, other people and other days, with its whole history. Set-based
 * SQL that no product code uses; foreign keys are not checked again, since every value comes from a row that exists.
 */
export async function remplir(client: pg.Client, nombre: number): Promise<void> {
  await client.query('begin')
  await client.query(`set local session_replication_role = replica; set local work_mem = '256MB'; select setseed(0.42)`)
  for (const etape of [
    PERSONNES,
    COPIES,
    DOSSIERS,
    SUIVIS,
    PASSAGES,
    DECISIONS,
    DEMANDES,
    MESSAGES,
    PIECES,
    ACCUSES,
    ACTES,
    COMPTEUR,
  ])
    await client.query(etape.replaceAll('$nombre', String(nombre)))
  await client.query('commit')
  await client.query('vacuum analyze')
}

const PERSONNES = `
  insert into comptes.personne (prenom, nom, courriel, role, fonction, fictive)
  select (array['Alice', 'Basile', 'Chantal', 'Driss', 'Élodie', 'Fanny'])[1 + i % 6], 'Banc ' || i, 'banc' || i || '@preau.example',
    case when i <= 200 then 'agent' else 'etablissement' end, 'Fonction du banc', true
  from generate_series(1, 12200) i`

/** One row a copy: of which dossier, for whom, and how long before. Deposits are spread over three years. */
const COPIES = `
  create temp table copie on commit drop as
  with modele as (
    select id, depose_le, row_number() over (order by id) - 1 as rang, count(*) over () as n
    from dossiers.dossier where etat = 'depose'),
  lieu as (
    select uai, row_number() over (order by md5(uai)) - 1 as rang, count(*) over () as n
    from referentiel.etablissement where secteur = 'public' and type <> 'erea'),
  gens as (
    select min(id) filter (where role = 'agent') as agent, min(id) filter (where role = 'etablissement') as usager
    from comptes.personne where nom like 'Banc %'),
  tirage as materialized (
    select i, random() as r1, random() as r2, random() as r3, random() as r4 from generate_series(1, $nombre) i)
  select i, m.id as modele, l.uai, 'banc' || lpad(i::text, 8, '0') as cle,
    -(r3 * 1000 || ' days')::interval as decalage,
    to_char(m.depose_le - (r3 * 1000 || ' days')::interval, 'YYYY') || '-' || lpad((100000 + i)::text, 6, '0') as numero,
    g.agent + floor(r4 * 200)::int as agent, g.usager + l.rang % 12000 as usager, null::bigint as id
  from tirage
  join modele m on m.rang = floor(r1 * m.n)
  join lieu l on l.rang = floor(power(r2, 1.3) * l.n), gens g`

const DOSSIERS = `
  insert into dossiers.dossier (cle, numero, etat, teleservice_id, version_id, uai, demandeur_id, objet, montant_demande,
    reponses, origines, revision, commence_le, modifie_le, modifie_par, depose_le, depose_par)
  select c.cle, c.numero, 'depose', d.teleservice_id, d.version_id, c.uai, c.usager,
    d.objet || ', ' || (array['bâtiment nord', 'aile sud', 'demi-pension', 'internat', 'gymnase', 'atelier', 'préau', 'CDI'])[1 + c.i % 8] || ' ' || c.i % 97,
    round(d.montant_demande * (0.5 + (c.i % 100) / 100.0), 2), d.reponses, d.origines, d.revision,
    d.commence_le + c.decalage, d.modifie_le + c.decalage, c.usager, d.depose_le + c.decalage, c.usager
  from copie c join dossiers.dossier d on d.id = c.modele
  order by d.depose_le + c.decalage;
  update copie c set id = d.id from dossiers.dossier d where d.cle = c.cle;
  alter table copie add primary key (id);
  analyze copie`

const SUIVIS = `
  insert into instruction.suivi (dossier_id, guide_id, etape, statut, qui_agit, depuis, statut_public, qui_agit_public,
    depuis_public, termine, echeance, affecte_a, revision, uai, teleservice_id, depose_le, montant_demande)
  select c.id, s.guide_id, s.etape, s.statut, s.qui_agit, s.depuis + c.decalage, s.statut_public, s.qui_agit_public,
    s.depuis_public + c.decalage, s.termine, (s.echeance + c.decalage)::date, case when s.affecte_a is not null then c.agent end,
    s.revision, c.uai, d.teleservice_id, d.depose_le, d.montant_demande
  from copie c join instruction.suivi s on s.dossier_id = c.modele join dossiers.dossier d on d.id = c.id
  order by c.id`

const PASSAGES = `
  insert into instruction.passage (dossier_id, de_statut, vers_etape, vers_statut, sens, motif, canal, auteur_id, auteur_nom, le)
  select c.id, p.de_statut, p.vers_etape, p.vers_statut, p.sens, p.motif, p.canal, case when p.auteur_id is not null then c.agent end,
    p.auteur_nom, p.le + c.decalage
  from copie c join instruction.passage p on p.dossier_id = c.modele
  order by c.id, p.id`

const DECISIONS = `
  insert into instruction.decision (dossier_id, sens, montant, motif, decidee_par, decidee_le, annulee_le, notifiee_le, lettre, fichier)
  select c.id, x.sens, x.montant, x.motif, c.agent, x.decidee_le + c.decalage, x.annulee_le + c.decalage,
    x.notifiee_le + c.decalage, x.lettre, null
  from copie c join instruction.decision x on x.dossier_id = c.modele
  order by c.id, x.id`

const DEMANDES = `
  insert into instruction.demande_piece (dossier_id, libelle, commentaire, etat, avant_le, statut_avant, demandee_par, demandee_le, close_le)
  select c.id, x.libelle, x.commentaire, x.etat, (x.avant_le + c.decalage)::date, x.statut_avant, c.agent,
    x.demandee_le + c.decalage, x.close_le + c.decalage
  from copie c join instruction.demande_piece x on x.dossier_id = c.modele
  order by c.id, x.id`

const MESSAGES = `
  insert into messagerie.message (dossier_id, auteur_id, cote, texte, le)
  select c.id, case m.cote when 'etablissement' then c.usager else c.agent end, m.cote, m.texte, m.le + c.decalage
  from copie c join messagerie.message m on m.dossier_id = c.modele
  order by c.id, m.id`

const PIECES = `
  insert into dossiers.piece (dossier_id, champ, nom, type, format, taille, sha256, fichier, ajoutee_le, ajoutee_par)
  select c.id, p.champ, p.nom, p.type, p.format, p.taille, p.sha256, c.cle || '/' || p.id, p.ajoutee_le + c.decalage, c.usager
  from copie c join dossiers.piece p on p.dossier_id = c.modele where p.retiree_le is null
  order by c.id, p.id`

const ACCUSES = `
  insert into dossiers.accuse (dossier_id, donnees, le)
  select c.id, a.donnees, a.le + c.decalage from copie c join dossiers.accuse a on a.dossier_id = c.modele
  order by c.id`

const ACTES = `
  insert into journal.acte (le, acteur_genre, acteur_id, acteur_nom, code, objet_genre, objet_cle, uai, donnees, requete)
  select a.le + c.decalage, a.acteur_genre, a.acteur_id, a.acteur_nom, a.code, a.objet_genre, c.cle, c.uai, a.donnees, a.requete
  from copie c join dossiers.dossier d on d.id = c.modele
  join journal.acte a on a.objet_genre = 'dossier' and a.objet_cle = d.cle
  order by a.le + c.decalage`

const COMPTEUR = `
  insert into dossiers.compteur (annee, dernier)
  select left(numero, 4)::int, max(substr(numero, 6)::int) from dossiers.dossier where numero is not null group by 1
  on conflict (annee) do update set dernier = excluded.dernier`
